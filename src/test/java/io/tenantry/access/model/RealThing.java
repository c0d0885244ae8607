package io.tenantry.access.model;

import io.tenantry.access.department.DepartmentChoice;
import io.tenantry.access.department.DepartmentMessages.DepartmentChange;
import io.tenantry.access.department.DepartmentMessages.NewDepartment;
import io.tenantry.access.department.Departments;
import io.tenantry.access.department.Dissolving;
import io.tenantry.access.member.HandingOver;
import io.tenantry.access.member.MemberFilter;
import io.tenantry.access.member.MemberMessages.MemberChange;
import io.tenantry.access.member.MemberMessages.MemberView;
import io.tenantry.access.member.Members;
import io.tenantry.access.model.Deed.Change;
import io.tenantry.access.model.Deed.ChangeRole;
import io.tenantry.access.model.Deed.DeleteDepartment;
import io.tenantry.access.model.Deed.DeleteRole;
import io.tenantry.access.model.Deed.HandOver;
import io.tenantry.access.model.Deed.Leave;
import io.tenantry.access.model.Deed.MakeDepartment;
import io.tenantry.access.model.Deed.MakeRole;
import io.tenantry.access.model.Deed.MergeDepartment;
import io.tenantry.access.model.Deed.MoveDepartment;
import io.tenantry.access.model.Deed.Remove;
import io.tenantry.access.model.Deed.SetManagers;
import io.tenantry.access.role.OwnRoles;
import io.tenantry.access.role.RoleMessages.NewRole;
import io.tenantry.access.role.RoleMessages.RoleChange;
import io.tenantry.access.user.ActingMember;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Does deeds as the API's calls do, and reads what came of them. */
@ApplicationScoped
class RealThing {
    private static final int ALL = 1000;

    private final Members members;
    private final HandingOver handingOver;
    private final OwnRoles roles;
    private final Departments departments;
    private final Dissolving dissolving;

    RealThing(
            Members members,
            HandingOver handingOver,
            OwnRoles roles,
            Departments departments,
            Dissolving dissolving) {
        this.members = members;
        this.handingOver = handingOver;
        this.roles = roles;
        this.departments = departments;
        this.dissolving = dissolving;
    }

    static ActingMember acting(TenantId tenant, String person) {
        return new ActingMember(tenant, person, new Actor(person, null));
    }

    /** The id of what was made, "" if something else happened, or the code of the refusal. */
    String perform(Handle handle, ActingMember by, Deed deed) {
        try {
            return happen(handle, by, deed);
        } catch (ProblemException refused) {
            return refused.code().code();
        }
    }

    private String happen(Handle handle, ActingMember by, Deed deed) {
        switch (deed) {
            case Change(String member, var role, var department, var state) ->
                    members.change(
                            handle, by, member, new MemberChange(role, choice(department), state));
            case Remove(String member) -> members.remove(handle, by, member);
            case Leave() -> members.leave(handle, by);
            case HandOver(String member, String myRole) ->
                    handingOver.handOver(handle, by, member, myRole);
            case MakeRole(boolean wholeTenant, Set<String> permissions) -> {
                NewRole wish = new NewRole(Ulid.next(), scope(wholeTenant), permissions);
                return roles.create(handle, by, wish).id();
            }
            case ChangeRole(String role, Boolean wholeTenant, var permissions) -> {
                String scope = wholeTenant == null ? null : scope(wholeTenant);
                roles.change(handle, by, role, new RoleChange(null, scope, permissions));
            }
            case DeleteRole(String role, var reassign) -> roles.delete(handle, by, role, reassign);
            case MakeDepartment(String parent) -> {
                String below = parent.isEmpty() ? null : parent;
                NewDepartment wish = new NewDepartment(Ulid.next(), below, null);
                return departments.create(handle, by, wish).id();
            }
            case MoveDepartment(String department, String parent) ->
                    departments.change(
                            handle, by, department, new DepartmentChange(null, choice(parent)));
            case MergeDepartment(String department, String into) ->
                    dissolving.merge(handle, by, department, into);
            case DeleteDepartment(String department, var reassign) ->
                    dissolving.delete(handle, by, department, reassign);
            case SetManagers(String department, Set<String> all) ->
                    departments.setManagers(handle, by, department, all);
        }
        return "";
    }

    private static @Nullable DepartmentChoice choice(@Nullable String department) {
        return department == null
                ? null
                : new DepartmentChoice(department.isEmpty() ? null : department);
    }

    private static String scope(boolean wholeTenant) {
        return wholeTenant ? "tenant" : "department";
    }

    Set<String> visibleTo(Handle handle, ActingMember by) {
        return members.list(handle, by, MemberFilter.ALL, null, ALL).stream()
                .map(MemberView::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is stored of a tenant, in the form of {@link Organisation#facts}. */
    Map<String, Object> facts(Handle handle, TenantId tenant) {
        Map<String, Object> facts = new TreeMap<>();
        handle.createQuery(
                        """
                        SELECT user_id, role, department_id, state
                        FROM tenant_users WHERE tenant_id = :tenant
                        """)
                .bind("tenant", tenant.value())
                .map((row, _) ->
                        facts.put(
                                "member " + row.getString("user_id"),
                                new Organisation.Member(
                                        row.getString("role"),
                                        row.getString("department_id"),
                                        row.getString("state"))))
                .list();
        facts.putAll(roles(handle, tenant));
        handle.createQuery(
                        """
                        SELECT d.id, COALESCE(d.parent_id, '') AS parent, m.user_id
                        FROM departments d
                        LEFT JOIN department_managers m ON m.department_id = d.id
                        WHERE d.tenant_id = :tenant
                        """)
                .bind("tenant", tenant.value())
                .map((row, _) -> {
                    String id = row.getString("id");
                    String manager = row.getString("user_id");
                    if (manager != null) {
                        facts.put("manager " + id + manager, "");
                    }
                    return facts.put("department " + id, row.getString("parent"));
                })
                .list();
        return facts;
    }

    private static Map<String, Object> roles(Handle handle, TenantId tenant) {
        Map<String, Boolean> whole = new HashMap<>();
        Map<String, Set<String>> permitted = new HashMap<>();
        handle.createQuery(
                        """
                        SELECT r.id, r.scope, p.permission
                        FROM roles r LEFT JOIN role_permissions p ON p.role_id = r.id
                        WHERE r.tenant_id = :tenant
                        """)
                .bind("tenant", tenant.value())
                .map((row, _) -> {
                    String id = row.getString("id");
                    whole.put(id, row.getString("scope").equals("tenant"));
                    Set<String> all = permitted.computeIfAbsent(id, _ -> new HashSet<>());
                    String permission = row.getString("permission");
                    return permission != null && all.add(permission);
                })
                .list();
        Map<String, Object> facts = new HashMap<>();
        whole.forEach((id, everywhere) ->
                facts.put("role " + id, new Organisation.Role(everywhere, permitted.get(id))));
        return facts;
    }
}
