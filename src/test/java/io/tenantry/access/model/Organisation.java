package io.tenantry.access.model;

import io.tenantry.access.Roles;
import io.tenantry.routing.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A tenant's people, roles and departments, and who may do what. The top of the tree is "". */
final class Organisation {
    static final String TOP = "";

    final TenantId tenant;
    final Map<String, Member> members;
    final Map<String, Role> roles;
    final Map<String, String> parents;
    final Map<String, Set<String>> managers;

    Organisation(TenantId tenant) {
        this(tenant, Map.of(), Map.of(), Map.of(), Map.of());
    }

    private Organisation(
            TenantId tenant,
            Map<String, Member> members,
            Map<String, Role> roles,
            Map<String, String> parents,
            Map<String, Set<String>> managers) {
        this.tenant = tenant;
        this.members = new LinkedHashMap<>(members);
        this.roles = new LinkedHashMap<>(roles);
        this.parents = new LinkedHashMap<>(parents);
        this.managers = new TreeMap<>(managers);
    }

    /** The same, which may go its own way. */
    Organisation copy() {
        return new Organisation(tenant, members, roles, parents, managers);
    }

    /**
     * @param department its id, or null
     */
    record Member(String role, @Nullable String department, String state) {
        boolean isActive() {
            return state.equals("active");
        }

        boolean isChangeable() {
            return isActive() || state.equals("suspended");
        }

        Member leaving() {
            return new Member(role, department, "left");
        }
    }

    /** A role that the tenant made. */
    record Role(boolean wholeTenant, Set<String> permissions) {}

    Optional<Member> active(String user) {
        return Optional.ofNullable(members.get(user)).filter(Member::isActive);
    }

    Optional<Role> role(String id) {
        return switch (id) {
            case Roles.ENTERPRISE_ADMIN, Roles.MEMBER ->
                    Optional.of(new Role(true, Roles.permitted(id)));
            case Roles.DEPARTMENT_ADMIN -> Optional.of(new Role(false, Roles.permitted(id)));
            default -> Optional.ofNullable(roles.get(id));
        };
    }

    private Role known(String id) {
        return role(id).orElseThrow(() -> new AssertionError("the model lost role " + id));
    }

    boolean permits(Member member, String permission) {
        return known(member.role()).permissions().contains(permission);
    }

    boolean isEverywhere(Member member) {
        return known(member.role()).wholeTenant();
    }

    boolean reaches(Member member, @Nullable String department) {
        return isEverywhere(member)
                || (member.department() != null
                        && department != null
                        && isWithin(department, member.department()));
    }

    boolean isWithin(String department, String top) {
        for (String at = department; !at.equals(TOP); at = parent(at)) {
            if (at.equals(top)) {
                return true;
            }
        }
        return false;
    }

    boolean covers(Member member, String role) {
        return covers(member, known(role));
    }

    boolean covers(Member member, Role role) {
        return known(member.role()).permissions().containsAll(role.permissions())
                && (isEverywhere(member)
                        || !role.wholeTenant()
                        || Roles.permitted(Roles.MEMBER).containsAll(role.permissions()));
    }

    String parent(String department) {
        return parents.getOrDefault(department, TOP);
    }

    int level(String department) {
        int level = 0;
        for (String at = department; !at.equals(TOP); at = parent(at)) {
            level++;
        }
        return level;
    }

    int height(String department) {
        return parents.keySet().stream()
                .filter(each -> isWithin(each, department))
                .mapToInt(each -> level(each) - level(department) + 1)
                .max()
                .orElse(0);
    }

    boolean hasAdministrator() {
        return members.values().stream()
                .anyMatch(each -> each.isActive() && each.role().equals(Roles.ENTERPRISE_ADMIN));
    }

    /** Whom an active member sees. */
    Set<String> visibleTo(Member member) {
        return members.entrySet().stream()
                .filter(each -> reaches(member, each.getValue().department()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All of it, in a form that can be compared with what is stored. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new TreeMap<>();
        members.forEach((id, member) -> facts.put("member " + id, member));
        roles.forEach((id, role) -> facts.put("role " + id, role));
        parents.forEach((id, parent) -> facts.put("department " + id, parent));
        managers.forEach((id, all) -> all.forEach(each -> facts.put("manager " + id + each, "")));
        return facts;
    }
}
