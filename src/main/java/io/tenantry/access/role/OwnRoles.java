package io.tenantry.access.role;

import io.quarkus.arc.All;
import io.tenantry.access.Permission;
import io.tenantry.access.Permission.Realm;
import io.tenantry.access.Permissions;
import io.tenantry.access.Roles;
import io.tenantry.access.role.RoleMessages.NewRole;
import io.tenantry.access.role.RoleMessages.RoleChange;
import io.tenantry.access.token.Revocation;
import io.tenantry.access.token.Revocations;
import io.tenantry.access.user.ActingMember;
import io.tenantry.access.user.MembershipChanges;
import io.tenantry.access.user.Reach;
import io.tenantry.access.user.Refusals;
import io.tenantry.access.user.Standing;
import io.tenantry.access.user.Standings;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.routing.Ulid;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The roles of a tenant, as its people see and make them; each method joins a transaction. */
@ApplicationScoped
public class OwnRoles {
    /** The most roles that a tenant may make. */
    static final int MOST = 50;

    private static final Set<String> WITHIN_TENANTS = Permission.names(Realm.TENANT);

    private final Standings standings;
    private final RoleRecords records;
    private final MembershipChanges memberships;
    private final List<RoleHolders> holders;
    private final Revocations revocations;
    private final AuditLog audit;

    OwnRoles(
            Standings standings,
            RoleRecords records,
            MembershipChanges memberships,
            @All List<RoleHolders> holders,
            Revocations revocations,
            AuditLog audit) {
        this.standings = standings;
        this.records = records;
        this.memberships = memberships;
        this.holders = holders;
        this.revocations = revocations;
        this.audit = audit;
    }

    /** All there are, those of the product first. */
    public List<Role> list(Handle handle, ActingMember by) {
        standings.require(handle, by.tenant(), by.userId(), Permissions.ROLE_READ);
        return records.all(handle, by.tenant());
    }

    /**
     * Reads one.
     *
     * @throws ProblemException {@code role_not_found}
     */
    public Role read(Handle handle, ActingMember by, String id) {
        standings.require(handle, by.tenant(), by.userId(), Permissions.ROLE_READ);
        return records.find(handle, by.tenant(), id).orElseThrow(Refusals::noRole);
    }

    /**
     * Makes one, of permissions that the acting person has.
     *
     * @throws ProblemException {@code permission_unknown}, {@code beyond_own_permissions}, {@code
     *     role_name_taken} or {@code limit_reached}
     */
    public Role create(Handle handle, ActingMember by, NewRole wish) {
        Standing own = managing(handle, by);
        Role role =
                new Role(
                        Ulid.next(),
                        false,
                        wish.name().strip(),
                        RoleMessages.isWholeTenant(wish.scope()),
                        known(wish.permissions()));
        demandCovered(own, role);
        demandFree(handle, by, role);
        if (records.count(handle, by.tenant()) >= MOST) {
            throw Refusals.full("roles of its own", MOST);
        }
        records.insert(handle, by.tenant(), role);
        write(handle, by, "role.create", role.id(), null, Recorded.of(role));
        return role;
    }

    /**
     * Changes one, within what the acting person may do.
     *
     * @throws ProblemException {@code role_not_found}, {@code role_of_product}, {@code
     *     permission_unknown}, {@code beyond_own_permissions} or {@code role_name_taken}
     */
    public Role change(Handle handle, ActingMember by, String id, RoleChange change) {
        Standing own = managing(handle, by);
        Role before = own(handle, by, id);
        demandCovered(own, before);
        Role after = changed(before, change);
        demandCovered(own, after);
        if (!after.name().equals(before.name())) {
            demandFree(handle, by, after);
            records.rename(handle, id, after.name());
        }
        if (!after.permissions().equals(before.permissions())
                || after.wholeTenant() != before.wholeTenant()) {
            revocations.add(handle, Revocation.ofRole(id, records.permitAnew(handle, after)));
        }
        if (!after.equals(before)) {
            write(handle, by, "role.change", id, Recorded.of(before), Recorded.of(after));
        }
        return after;
    }

    /**
     * Deletes a role.
     *
     * @param reassign the role that those who hold it get, or null if nobody does
     * @throws ProblemException {@code role_not_found}, {@code role_of_product}, {@code
     *     beyond_own_permissions} or {@code role_in_use}
     */
    public void delete(Handle handle, ActingMember by, String id, @Nullable String reassign) {
        Standing own = managing(handle, by);
        Role role = own(handle, by, id);
        demandCovered(own, role);
        if (reassign == null) {
            demandUnused(handle, by, id);
            // The rows of people who have left are kept, and need some role.
            memberships.reassignRole(handle, by.tenant(), id, Roles.MEMBER);
        } else {
            Role another =
                    records.find(handle, by.tenant(), reassign)
                            .filter(found -> !found.id().equals(id))
                            .orElseThrow(Refusals::noRole);
            demandCovered(own, another);
            replace(handle, by, id, another.id());
        }
        records.delete(handle, role);
        write(handle, by, "role.delete", id, Recorded.of(role), Recorded.heirs(reassign));
    }

    /** Whoever manages roles does so for the whole tenant. */
    private Standing managing(Handle handle, ActingMember by) {
        standings.lock(handle, by.tenant());
        Standing own = standings.require(handle, by.tenant(), by.userId(), Permissions.ROLE_MANAGE);
        if (!(own.reach() instanceof Reach.Everywhere)) {
            throw Refusals.beyondOwn("roles are the whole organisation's, and you act for a part");
        }
        return own;
    }

    private Role own(Handle handle, ActingMember by, String id) {
        Role role = records.find(handle, by.tenant(), id).orElseThrow(Refusals::noRole);
        if (role.ofProduct()) {
            throw new ProblemException(
                    ErrorCode.ROLE_OF_PRODUCT,
                    "roles of the product stay as they are",
                    "Make a role of your own with POST /api/v1/roles.");
        }
        return role;
    }

    private static Role changed(Role before, RoleChange change) {
        String name = change.name();
        String scope = change.scope();
        Set<String> permissions = change.permissions();
        return new Role(
                before.id(),
                false,
                name == null ? before.name() : name.strip(),
                scope == null ? before.wholeTenant() : RoleMessages.isWholeTenant(scope),
                permissions == null ? before.permissions() : known(permissions));
    }

    private static Set<String> known(Set<String> wanted) {
        Set<String> unknown = new TreeSet<>(wanted);
        unknown.removeAll(WITHIN_TENANTS);
        if (!unknown.isEmpty()) {
            throw new ProblemException(
                    ErrorCode.PERMISSION_UNKNOWN,
                    "some are no permissions of organisations: " + String.join(", ", unknown),
                    "Choose those that GET /api/v1/permissions lists.");
        }
        return wanted;
    }

    private static void demandCovered(Standing own, Role role) {
        if (!role.isCoveredBy(own)) {
            throw Refusals.beyondOwn("the role permits more than you may yourself");
        }
    }

    private void demandFree(Handle handle, ActingMember by, Role role) {
        if (records.isTaken(handle, by.tenant(), role.name(), role.id())) {
            throw new ProblemException(
                    ErrorCode.ROLE_NAME_TAKEN,
                    "another role has this name",
                    "Choose another name.");
        }
    }

    private void demandUnused(Handle handle, ActingMember by, String id) {
        int others = 0;
        for (RoleHolders each : holders) {
            others += each.count(handle, by.tenant(), id);
        }
        if (others > 0 || memberships.isInUse(handle, by.tenant(), id)) {
            throw new ProblemException(
                    ErrorCode.ROLE_IN_USE,
                    "members or invitations have this role",
                    "Name the role that they shall get with ?reassign=.");
        }
    }

    private void replace(Handle handle, ActingMember by, String role, String another) {
        memberships.reassignRole(handle, by.tenant(), role, another);
        holders.forEach(each -> each.reassign(handle, by.tenant(), role, another));
    }

    private void write(
            Handle handle,
            ActingMember by,
            String action,
            String id,
            @Nullable Object before,
            @Nullable Object after) {
        audit.append(handle, new AuditEntry(by.actor(), by.tenant(), action, id, before, after));
    }
}
