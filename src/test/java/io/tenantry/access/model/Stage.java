package io.tenantry.access.model;

import io.tenantry.access.Permissions;
import io.tenantry.access.Roles;
import io.tenantry.access.Staff;
import io.tenantry.access.model.Organisation.Member;
import io.tenantry.access.model.Organisation.Role;
import io.tenantry.routing.TenantId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Two tenants with people of every kind, some of them in both, as each sequence finds them. */
final class Stage {
    private static final int CHAIN = 9;

    final Organisation large;
    final Organisation small;
    private final Staff staff;

    Stage(Staff staff, Supplier<TenantId> tenants) {
        this.staff = staff;
        this.large = new Organisation(tenants.get());
        this.small = new Organisation(tenants.get());
        peopleLarge();
        peopleSmall();
    }

    private void peopleLarge() {
        String sales = department(large, "Sales", null);
        String shops = department(large, "Shops", sales);
        String stands = department(large, "Stands", shops);
        String online = department(large, "Online", sales);
        String warehouse = department(large, "Warehouse", null);
        String deep = warehouse;
        for (int level = 2; level <= CHAIN; level++) {
            deep = department(large, "Level " + level, deep);
        }
        Set<String> running =
                Set.of(
                        Permissions.MEMBER_READ,
                        Permissions.MEMBER_UPDATE,
                        Permissions.MEMBER_ASSIGN,
                        Permissions.MEMBER_REMOVE,
                        Permissions.DEPARTMENT_MANAGE,
                        Permissions.ROLE_MANAGE);
        Set<String> more = new HashSet<>(Roles.permitted(Roles.MEMBER));
        more.addAll(running);
        String office = role(large, "Office", true, more);
        String lead = role(large, "Lead", false, running);
        String reader = role(large, "Reader", true, Set.of(Permissions.MEMBER_READ));
        join(large, Roles.ENTERPRISE_ADMIN, null, "active");
        join(large, Roles.ENTERPRISE_ADMIN, shops, "active");
        join(large, Roles.ENTERPRISE_ADMIN, null, "suspended");
        for (String at : List.of(sales, shops, deep)) {
            join(large, Roles.DEPARTMENT_ADMIN, at, "active");
        }
        join(large, Roles.DEPARTMENT_ADMIN, null, "active");
        join(large, office, null, "active");
        join(large, lead, sales, "active");
        join(large, lead, warehouse, "suspended");
        join(large, reader, online, "active");
        for (String at : List.of(shops, stands, deep)) {
            join(large, Roles.MEMBER, at, "active");
        }
        join(large, Roles.MEMBER, null, "active");
        join(large, office, shops, "left");
        join(large, Roles.MEMBER, online, "invited");
        join(large, Roles.MEMBER, null, "pending");
    }

    private void peopleSmall() {
        String sales = department(small, "Sales", null);
        String shops = department(small, "Shops", sales);
        String reader = role(small, "Reader", true, Set.of(Permissions.MEMBER_READ));
        join(small, Roles.ENTERPRISE_ADMIN, null, "active");
        join(small, Roles.DEPARTMENT_ADMIN, sales, "active");
        join(small, Roles.MEMBER, shops, "active");
        List<String> both = List.copyOf(large.members.keySet());
        join(small, both.get(3), Roles.DEPARTMENT_ADMIN, null, "active");
        join(small, both.get(0), Roles.MEMBER, shops, "active");
        join(small, both.get(8), reader, sales, "active");
    }

    private String department(Organisation org, String name, @Nullable String parent) {
        String id = staff.department(org.tenant, name, parent);
        org.parents.put(id, parent == null ? Organisation.TOP : parent);
        return id;
    }

    private String role(Organisation org, String name, boolean whole, Set<String> permissions) {
        String id = staff.role(org.tenant, name, whole ? "tenant" : "department", permissions);
        org.roles.put(id, new Role(whole, permissions));
        return id;
    }

    private void join(Organisation org, String role, @Nullable String department, String state) {
        join(org, staff.account("Somebody"), role, department, state);
    }

    private void join(
            Organisation org, String user, String role, @Nullable String department, String state) {
        staff.join(org.tenant, user, role, department, state);
        org.members.put(user, new Member(role, department, state));
    }
}
