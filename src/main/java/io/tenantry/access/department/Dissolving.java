package io.tenantry.access.department;

import io.quarkus.arc.All;
import io.tenantry.access.role.RoleRecords;
import io.tenantry.access.user.ActingMember;
import io.tenantry.access.user.MembershipChanges;
import io.tenantry.access.user.Refusals;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The end of departments, by deletion or by being merged into another: their members, open
 * invitations and the departments below them go on elsewhere. Each method joins a transaction.
 */
@ApplicationScoped
public class Dissolving {
    private final Departments departments;
    private final DepartmentRecords records;
    private final RoleRecords roles;
    private final MembershipChanges memberships;
    private final List<DepartmentHolders> holders;

    Dissolving(
            Departments departments,
            DepartmentRecords records,
            RoleRecords roles,
            MembershipChanges memberships,
            @All List<DepartmentHolders> holders) {
        this.departments = departments;
        this.records = records;
        this.roles = roles;
        this.memberships = memberships;
        this.holders = holders;
    }

    /**
     * Puts all that one department holds into another, which keeps its name and its managers.
     *
     * @throws ProblemException {@code department_not_found}, {@code beyond_own_permissions}, {@code
     *     department_cycle}, {@code department_too_deep} or {@code department_name_taken}
     */
    public void merge(Handle handle, ActingMember by, String id, String into) {
        dissolve(handle, by, id, into, "department.merge");
    }

    /**
     * Deletes one.
     *
     * @param reassign where all that it holds goes; null if it is empty
     * @throws ProblemException as {@link #merge}, and {@code department_not_empty}
     */
    public void delete(Handle handle, ActingMember by, String id, @Nullable String reassign) {
        if (reassign != null) {
            dissolve(handle, by, id, reassign, "department.delete");
            return;
        }
        DepartmentWork work = departments.begin(handle, by);
        work.demandBelowOwn(id);
        demandEmpty(work, id);
        // People who have left are there for the record.
        memberships.reassignDepartment(handle, by.tenant(), id, null);
        end(work, id, null, "department.delete");
    }

    private void dissolve(Handle handle, ActingMember by, String id, String into, String action) {
        DepartmentWork work = departments.begin(handle, by);
        work.demandBelowOwn(id);
        work.demandReached(into);
        work.demandNoCycle(id, into);
        DepartmentWork.demandDepth(work.tree().level(into) + work.tree().height(id) - 1);
        if (records.collide(handle, by.tenant(), id, into)) {
            throw Departments.nameTaken();
        }
        demandCovered(work, id);
        records.raise(handle, by.tenant(), id, into);
        replace(work, id, into);
        end(work, id, into, action);
    }

    /**
     * Elsewhere they may reach further: nobody puts people there who may do more than themselves.
     */
    private void demandCovered(DepartmentWork work, String id) {
        boolean covered =
                held(work, id).stream()
                        .flatMap(role ->
                                roles.find(work.handle(), work.by().tenant(), role).stream())
                        .allMatch(role -> role.isCoveredBy(work.own()));
        if (!covered) {
            throw Refusals.beyondOwn("somebody in the department may do more than you");
        }
    }

    private void demandEmpty(DepartmentWork work, String id) {
        if (!held(work, id).isEmpty() || work.tree().hasBelow(id)) {
            throw new ProblemException(
                    ErrorCode.DEPARTMENT_NOT_EMPTY,
                    "the department has members, open invitations or departments below it",
                    "Name the department that they go to with ?reassign=.");
        }
    }

    /** The roles of those who belong to a department or are invited into it. */
    private Set<String> held(DepartmentWork work, String id) {
        Set<String> held = new HashSet<>(records.rolesIn(work.handle(), work.by().tenant(), id));
        holders.forEach(each -> held.addAll(each.roles(work.handle(), work.by().tenant(), id)));
        return held;
    }

    private void replace(DepartmentWork work, String id, String into) {
        memberships.reassignDepartment(work.handle(), work.by().tenant(), id, into);
        holders.forEach(each -> each.reassign(work.handle(), work.by().tenant(), id, into));
    }

    private void end(DepartmentWork work, String id, @Nullable String into, String action) {
        Map<String, Object> before =
                Departments.place(
                        records.name(work.handle(), work.by().tenant(), id),
                        work.tree().parent(id).orElse(null));
        records.delete(work.handle(), work.by().tenant(), id);
        departments.write(
                work.handle(),
                work.by(),
                action,
                id,
                before,
                into == null ? null : Map.of("into", into));
    }
}
