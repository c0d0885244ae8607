package io.tenantry.access.model;

import io.tenantry.access.Permissions;
import io.tenantry.access.Roles;
import io.tenantry.access.model.Deed.Change;
import io.tenantry.access.model.Deed.HandOver;
import io.tenantry.access.model.Deed.Remove;
import io.tenantry.access.model.Organisation.Member;

/** What comes of deeds that concern members: nothing but "" if they happen, or why they do not. */
final class PeopleModel {
    static final String DENIED = "permission_denied";
    static final String BEYOND = "beyond_own_permissions";
    private static final String UNSEEN = "member_not_found";
    private static final String STATE = "member_state_conflict";

    private PeopleModel() {}

    static String change(Organisation org, String by, Change deed) {
        Member me = org.active(by).orElse(null);
        boolean assigns = deed.role() != null;
        boolean updates = deed.department() != null || deed.state() != null || !assigns;
        if (me == null
                || (assigns && !org.permits(me, Permissions.MEMBER_ASSIGN))
                || (updates && !org.permits(me, Permissions.MEMBER_UPDATE))) {
            return DENIED;
        }
        String refused = unchangeable(org, me, deed.member());
        if (!refused.isEmpty()) {
            return refused;
        }
        String role = deed.role();
        if (role != null && org.role(role).isEmpty()) {
            return "role_not_found";
        }
        if (role != null && !org.covers(me, role)) {
            return BEYOND;
        }
        String place = deed.department();
        if (place != null && !place.isEmpty() && !org.parents.containsKey(place)) {
            return "department_not_found";
        }
        if (place != null && !org.reaches(me, place.isEmpty() ? null : place)) {
            return BEYOND;
        }
        Member before = org.members.get(deed.member());
        String department = place == null ? before.department() : place.isEmpty() ? null : place;
        return put(
                org,
                deed.member(),
                new Member(
                        role == null ? before.role() : role,
                        department,
                        deed.state() == null ? before.state() : deed.state()));
    }

    static String remove(Organisation org, String by, Remove deed) {
        Member me = org.active(by).orElse(null);
        if (me == null || !org.permits(me, Permissions.MEMBER_REMOVE)) {
            return DENIED;
        }
        Member gone = org.members.get(deed.member());
        if (gone != null && org.reaches(me, gone.department()) && gone.state().equals("left")) {
            return "";
        }
        String refused = unchangeable(org, me, deed.member());
        return refused.isEmpty() ? end(org, deed.member()) : refused;
    }

    static String leave(Organisation org, String by) {
        return org.active(by).isPresent() ? end(org, by) : DENIED;
    }

    static String handOver(Organisation org, String by, HandOver deed) {
        Member me = org.active(by).orElse(null);
        if (me == null || !org.permits(me, Permissions.MEMBER_ASSIGN)) {
            return DENIED;
        }
        if (!me.role().equals(Roles.ENTERPRISE_ADMIN)) {
            return BEYOND;
        }
        String refused = unchangeable(org, me, deed.member());
        if (!refused.isEmpty()) {
            return refused;
        }
        Member heir = org.members.get(deed.member());
        if (!heir.isActive() || deed.member().equals(by)) {
            return STATE;
        }
        if (org.role(deed.myRole()).isEmpty()) {
            return "role_not_found";
        }
        org.members.put(
                deed.member(), new Member(Roles.ENTERPRISE_ADMIN, heir.department(), heir.state()));
        org.members.put(by, new Member(deed.myRole(), me.department(), me.state()));
        return "";
    }

    private static String unchangeable(Organisation org, Member me, String member) {
        Member other = org.members.get(member);
        if (other == null || !org.reaches(me, other.department())) {
            return UNSEEN;
        }
        if (!other.isChangeable()) {
            return STATE;
        }
        return org.covers(me, other.role()) ? "" : BEYOND;
    }

    private static String end(Organisation org, String member) {
        String refused = put(org, member, org.members.get(member).leaving());
        if (refused.isEmpty()) {
            org.managers.replaceAll((_, all) -> OrderModel.without(all, member));
        }
        return refused;
    }

    private static String put(Organisation org, String id, Member after) {
        Member before = org.members.put(id, after);
        if (before != null && !org.hasAdministrator()) {
            org.members.put(id, before);
            return "last_admin";
        }
        return "";
    }
}
