package io.tenantry.access.department;

import io.tenantry.access.Permissions;
import io.tenantry.access.department.DepartmentMessages.DepartmentChange;
import io.tenantry.access.department.DepartmentMessages.DepartmentView;
import io.tenantry.access.department.DepartmentMessages.NewDepartment;
import io.tenantry.access.user.ActingMember;
import io.tenantry.access.user.MemberState;
import io.tenantry.access.user.MembershipChanges;
import io.tenantry.access.user.Refusals;
import io.tenantry.access.user.Standing;
import io.tenantry.access.user.Standings;
import io.tenantry.paging.PageRequest;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.routing.Ulid;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The departments of a tenant, as its people see and arrange them; each method joins a transaction.
 */
@ApplicationScoped
public class Departments {
    private final Standings standings;
    private final DepartmentRecords records;
    private final DepartmentViews views;
    private final MembershipChanges memberships;
    private final AuditLog audit;

    Departments(
            Standings standings,
            DepartmentRecords records,
            DepartmentViews views,
            MembershipChanges memberships,
            AuditLog audit) {
        this.standings = standings;
        this.records = records;
        this.views = views;
        this.memberships = memberships;
        this.audit = audit;
    }

    /** One beyond the page's limit, by id. Everybody who may see departments sees all. */
    List<DepartmentView> list(Handle handle, ActingMember by, PageRequest page) {
        standings.require(handle, by.tenant(), by.userId(), Permissions.DEPARTMENT_READ);
        return views.list(handle, by.tenant(), page.after(), page.limit() + 1);
    }

    /**
     * Reads one.
     *
     * @throws ProblemException {@code department_not_found}
     */
    public DepartmentView read(Handle handle, ActingMember by, String id) {
        standings.require(handle, by.tenant(), by.userId(), Permissions.DEPARTMENT_READ);
        return view(handle, by, id);
    }

    /**
     * Makes one.
     *
     * @throws ProblemException {@code department_not_found}, {@code beyond_own_permissions}, {@code
     *     department_too_deep}, {@code department_name_taken}, {@code member_not_found} or {@code
     *     limit_reached}
     */
    public DepartmentView create(Handle handle, ActingMember by, NewDepartment wish) {
        DepartmentWork work = begin(handle, by);
        String parent = wish.parent();
        String name = wish.name().strip();
        String id = Ulid.next();
        work.demandReached(parent);
        DepartmentWork.demandDepth(work.tree().level(parent) + 1);
        demandFree(handle, by, parent, name, id);
        if (work.tree().size() >= DepartmentTree.MOST) {
            throw Refusals.full("departments", DepartmentTree.MOST);
        }
        Set<String> managers = wish.managers() == null ? Set.of() : wish.managers();
        demandVisible(work, managers);
        records.insert(handle, by.tenant(), id, name, parent);
        records.setManagers(handle, by.tenant(), id, managers);
        Map<String, Object> after = new HashMap<>(place(name, parent));
        after.put("managers", new TreeSet<>(managers));
        write(handle, by, "department.create", id, null, after);
        return view(handle, by, id);
    }

    /**
     * Renames or moves one.
     *
     * @throws ProblemException {@code department_not_found}, {@code beyond_own_permissions}, {@code
     *     department_cycle}, {@code department_too_deep} or {@code department_name_taken}
     */
    public DepartmentView change(
            Handle handle, ActingMember by, String id, DepartmentChange change) {
        DepartmentWork work = begin(handle, by);
        work.demandReached(id);
        String oldName = records.name(handle, by.tenant(), id);
        String oldParent = work.tree().parent(id).orElse(null);
        DepartmentChoice choice = change.parent();
        String parent = choice == null ? oldParent : choice.id();
        String name = change.name() == null ? oldName : change.name().strip();
        if (choice != null && !Objects.equals(parent, oldParent)) {
            work.demandBelowOwn(id);
            work.demandReached(parent);
            work.demandFits(id, parent);
        }
        Map<String, Object> before = place(oldName, oldParent);
        Map<String, Object> after = place(name, parent);
        if (!after.equals(before)) {
            demandFree(handle, by, parent, name, id);
            records.update(handle, by.tenant(), id, name, parent);
            write(handle, by, "department.change", id, before, after);
        }
        return view(handle, by, id);
    }

    /**
     * Says who manages one.
     *
     * @param members the ids of active members whom the caller sees
     * @throws ProblemException {@code department_not_found}, {@code member_not_found} or {@code
     *     beyond_own_permissions}
     */
    public DepartmentView setManagers(
            Handle handle, ActingMember by, String id, Set<String> members) {
        DepartmentWork work = begin(handle, by);
        work.demandReached(id);
        Set<String> before = records.managers(handle, by.tenant(), id);
        Set<String> after = new TreeSet<>(members);
        if (!after.equals(before)) {
            Set<String> added = new TreeSet<>(after);
            added.removeAll(before);
            demandVisible(work, added);
            records.setManagers(handle, by.tenant(), id, after);
            write(
                    handle,
                    by,
                    "department.managers",
                    id,
                    Map.of("managers", before),
                    Map.of("managers", after));
        }
        return view(handle, by, id);
    }

    DepartmentWork begin(Handle handle, ActingMember by) {
        standings.lock(handle, by.tenant());
        Standing own =
                standings.require(handle, by.tenant(), by.userId(), Permissions.DEPARTMENT_MANAGE);
        return new DepartmentWork(handle, by, own, records.tree(handle, by.tenant()), standings);
    }

    void write(
            Handle handle,
            ActingMember by,
            String action,
            String id,
            @Nullable Object before,
            @Nullable Object after) {
        audit.append(handle, new AuditEntry(by.actor(), by.tenant(), action, id, before, after));
    }

    static Map<String, Object> place(String name, @Nullable String parent) {
        Map<String, @Nullable Object> place = new HashMap<>();
        place.put("name", name);
        place.put("parent", parent);
        return Collections.unmodifiableMap(place);
    }

    private void demandVisible(DepartmentWork work, Set<String> members) {
        if (!members.stream().allMatch(each -> isVisible(work, each))) {
            throw Refusals.noMember();
        }
    }

    private boolean isVisible(DepartmentWork work, String member) {
        return memberships
                .find(work.handle(), work.by().tenant(), member)
                .filter(found -> found.state() == MemberState.ACTIVE)
                .filter(found -> standings.reaches(work.handle(), work.own(), found.department()))
                .isPresent();
    }

    DepartmentView view(Handle handle, ActingMember by, String id) {
        return views.find(handle, by.tenant(), id).orElseThrow(Refusals::noDepartment);
    }

    private void demandFree(
            Handle handle, ActingMember by, @Nullable String parent, String name, String id) {
        if (records.isTaken(handle, by.tenant(), parent, name, id)) {
            throw nameTaken();
        }
    }

    static ProblemException nameTaken() {
        return new ProblemException(
                ErrorCode.DEPARTMENT_NAME_TAKEN,
                "another department at that place has this name",
                "Choose another name, or rename the other.");
    }
}
