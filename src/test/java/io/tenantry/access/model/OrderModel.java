package io.tenantry.access.model;

import io.tenantry.access.Permission;
import io.tenantry.access.Permission.Realm;
import io.tenantry.access.Permissions;
import io.tenantry.access.Roles;
import io.tenantry.access.model.Deed.ChangeRole;
import io.tenantry.access.model.Deed.DeleteDepartment;
import io.tenantry.access.model.Deed.DeleteRole;
import io.tenantry.access.model.Deed.MakeDepartment;
import io.tenantry.access.model.Deed.MakeRole;
import io.tenantry.access.model.Deed.MoveDepartment;
import io.tenantry.access.model.Deed.SetManagers;
import io.tenantry.access.model.Organisation.Member;
import io.tenantry.access.model.Organisation.Role;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What comes of deeds that concern roles and departments: "" if they happen, or why not. */
final class OrderModel {
    private static final String DENIED = PeopleModel.DENIED;
    private static final String BEYOND = PeopleModel.BEYOND;
    private static final String NO_ROLE = "role_not_found";
    private static final String NO_DEPARTMENT = "department_not_found";
    private static final String CYCLE = "department_cycle";
    private static final String TOO_DEEP = "department_too_deep";
    private static final int DEEPEST = 10;

    private OrderModel() {}

    // --- Roles ---

    /** The caller adds it if it happens, since only then it has an id. */
    static String make(Organisation org, String by, MakeRole deed) {
        return role(org, by, me -> allowed(org, me, deed.permissions(), deed.wholeTenant()));
    }

    static String change(Organisation org, String by, ChangeRole deed) {
        return role(
                org,
                by,
                me -> {
                    String refused = unchangeable(org, me, deed.role());
                    if (!refused.isEmpty()) {
                        return refused;
                    }
                    Role before = org.roles.get(deed.role());
                    Role after =
                            new Role(
                                    deed.wholeTenant() == null
                                            ? before.wholeTenant()
                                            : deed.wholeTenant(),
                                    deed.permissions() == null
                                            ? before.permissions()
                                            : deed.permissions());
                    String wrong = allowed(org, me, after.permissions(), after.wholeTenant());
                    if (wrong.isEmpty()) {
                        org.roles.put(deed.role(), after);
                    }
                    return wrong;
                });
    }

    static String delete(Organisation org, String by, DeleteRole deed) {
        return role(
                org,
                by,
                me -> {
                    String refused = unchangeable(org, me, deed.role());
                    if (!refused.isEmpty()) {
                        return refused;
                    }
                    String heir = deed.reassign();
                    if (heir == null) {
                        return org.members.values().stream()
                                        .anyMatch(each ->
                                                each.role().equals(deed.role())
                                                        && !each.state().equals("left"))
                                ? "role_in_use"
                                : give(org, deed.role(), Roles.MEMBER);
                    }
                    if (org.role(heir).isEmpty() || heir.equals(deed.role())) {
                        return NO_ROLE;
                    }
                    return org.covers(me, heir) ? give(org, deed.role(), heir) : BEYOND;
                });
    }

    private static String role(Organisation org, String by, Judge judge) {
        Member me = org.active(by).orElse(null);
        if (me == null || !org.permits(me, Permissions.ROLE_MANAGE)) {
            return DENIED;
        }
        return org.isEverywhere(me) ? judge.of(me) : BEYOND;
    }

    private static String allowed(
            Organisation org, Member me, Set<String> permissions, boolean wholeTenant) {
        if (!Permission.names(Realm.TENANT).containsAll(permissions)) {
            return "permission_unknown";
        }
        return org.covers(me, new Role(wholeTenant, permissions)) ? "" : BEYOND;
    }

    private static String unchangeable(Organisation org, Member me, String role) {
        if (org.role(role).isEmpty()) {
            return NO_ROLE;
        }
        if (!org.roles.containsKey(role)) {
            return "role_of_product";
        }
        return org.covers(me, role) ? "" : BEYOND;
    }

    private static String give(Organisation org, String role, String heir) {
        org.members.replaceAll((_, each) ->
                each.role().equals(role)
                        ? new Member(heir, each.department(), each.state())
                        : each);
        org.roles.remove(role);
        return "";
    }

    // --- Departments ---

    /** The caller adds it if it happens, since only then it has an id. */
    static String make(Organisation org, String by, MakeDepartment deed) {
        return department(
                org,
                by,
                me -> {
                    String refused = unreached(org, me, deed.parent());
                    if (!refused.isEmpty()) {
                        return refused;
                    }
                    return org.level(deed.parent()) + 1 > DEEPEST ? TOO_DEEP : "";
                });
    }

    static String move(Organisation org, String by, MoveDepartment deed) {
        return department(
                org,
                by,
                me -> {
                    String refused = unreached(org, me, deed.department());
                    if (!refused.isEmpty() || org.parent(deed.department()).equals(deed.parent())) {
                        return refused;
                    }
                    if (isOwn(org, me, deed.department())) {
                        return BEYOND;
                    }
                    String wrong = unreached(org, me, deed.parent());
                    if (!wrong.isEmpty()) {
                        return wrong;
                    }
                    if (org.isWithin(deed.parent(), deed.department())) {
                        return CYCLE;
                    }
                    if (org.level(deed.parent()) + org.height(deed.department()) > DEEPEST) {
                        return TOO_DEEP;
                    }
                    org.parents.put(deed.department(), deed.parent());
                    return "";
                });
    }

    static String delete(Organisation org, String by, DeleteDepartment deed) {
        String into = deed.reassign();
        if (into != null) {
            return dissolve(org, by, deed.department(), into);
        }
        return department(
                org,
                by,
                me -> {
                    String refused = unremovable(org, me, deed.department());
                    if (!refused.isEmpty()) {
                        return refused;
                    }
                    boolean held =
                            org.parents.containsValue(deed.department())
                                    || org.members.values().stream()
                                            .anyMatch(each ->
                                                    isIn(each, deed.department())
                                                            && !each.state().equals("left"));
                    return held ? "department_not_empty" : end(org, deed.department(), null);
                });
    }

    static String dissolve(Organisation org, String by, String id, String into) {
        return department(
                org,
                by,
                me -> {
                    String refused = unremovable(org, me, id);
                    if (!refused.isEmpty()) {
                        return refused;
                    }
                    String wrong = into.isEmpty() ? NO_DEPARTMENT : unreached(org, me, into);
                    if (!wrong.isEmpty()) {
                        return wrong;
                    }
                    if (org.isWithin(into, id)) {
                        return CYCLE;
                    }
                    if (org.level(into) + org.height(id) - 1 > DEEPEST) {
                        return TOO_DEEP;
                    }
                    boolean covered =
                            org.members.values().stream()
                                    .filter(each -> isIn(each, id) && !each.state().equals("left"))
                                    .allMatch(each -> org.covers(me, each.role()));
                    return covered ? end(org, id, into) : BEYOND;
                });
    }

    static String setManagers(Organisation org, String by, SetManagers deed) {
        return department(
                org,
                by,
                me -> {
                    String refused = unreached(org, me, deed.department());
                    if (!refused.isEmpty()) {
                        return refused;
                    }
                    Set<String> before = org.managers.getOrDefault(deed.department(), Set.of());
                    for (String each : deed.members()) {
                        Member member = org.active(each).orElse(null);
                        if (!before.contains(each)
                                && (member == null || !org.reaches(me, member.department()))) {
                            return "member_not_found";
                        }
                    }
                    org.managers.put(deed.department(), Set.copyOf(deed.members()));
                    return "";
                });
    }

    private static String department(Organisation org, String by, Judge judge) {
        Member me = org.active(by).orElse(null);
        return me == null || !org.permits(me, Permissions.DEPARTMENT_MANAGE)
                ? DENIED
                : judge.of(me);
    }

    private static String unreached(Organisation org, Member me, String department) {
        boolean top = department.equals(Organisation.TOP);
        if (!top && !org.parents.containsKey(department)) {
            return NO_DEPARTMENT;
        }
        return org.reaches(me, top ? null : department) ? "" : BEYOND;
    }

    private static String unremovable(Organisation org, Member me, String department) {
        String refused = unreached(org, me, department);
        return refused.isEmpty() && isOwn(org, me, department) ? BEYOND : refused;
    }

    private static boolean isOwn(Organisation org, Member me, String department) {
        return !org.isEverywhere(me) && department.equals(me.department());
    }

    private static boolean isIn(Member member, String department) {
        return department.equals(member.department());
    }

    private static String end(Organisation org, String id, @Nullable String into) {
        UnaryOperator<Member> moved =
                each -> isIn(each, id) ? new Member(each.role(), into, each.state()) : each;
        org.members.replaceAll((_, each) -> moved.apply(each));
        if (into != null) {
            org.parents.replaceAll((_, parent) -> parent.equals(id) ? into : parent);
        }
        org.parents.remove(id);
        org.managers.remove(id);
        return "";
    }

    static Set<String> without(Set<String> all, String one) {
        Set<String> rest = new TreeSet<>(all);
        rest.remove(one);
        return rest;
    }

    /** Decides about what an active member wants. */
    private interface Judge {
        String of(Member me);
    }
}
