package io.tenantry.access.model;

import io.tenantry.access.Permissions;
import io.tenantry.access.Roles;
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
import io.tenantry.routing.Ulid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses deeds: mostly such as could happen, at times with ids of another tenant or of nothing. It
 * chooses by position and never by id, so that a seed does the same each time.
 */
final class Chance {
    private static final List<String> PERMITTED =
            List.of(
                    Permissions.MEMBER_READ,
                    Permissions.MEMBER_UPDATE,
                    Permissions.MEMBER_ASSIGN,
                    Permissions.MEMBER_REMOVE,
                    Permissions.DEPARTMENT_MANAGE,
                    Permissions.ROLE_MANAGE,
                    Permissions.DESIGN_READ,
                    Permissions.AUDIT_READ);
    private static final int KINDS = 16;

    private final Random random;

    Chance(Random random) {
        this.random = random;
    }

    int upTo(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    <T> T any(Collection<T> all) {
        return List.copyOf(all).get(random.nextInt(all.size()));
    }

    /** Somebody of the tenant, or now and then of another. */
    String person(Organisation here, Organisation elsewhere) {
        return any((oneIn(12) ? elsewhere : here).members.keySet());
    }

    /** Mostly somebody who may do something. */
    String actor(Organisation here, Organisation elsewhere) {
        List<String> able =
                here.members.entrySet().stream()
                        .filter(each -> each.getValue().isActive())
                        .filter(each -> !each.getValue().role().equals(Roles.MEMBER))
                        .map(Map.Entry::getKey)
                        .toList();
        return oneIn(5) ? person(here, elsewhere) : any(able);
    }

    Deed deed(Organisation here, Organisation elsewhere) {
        return switch (upTo(KINDS)) {
            case 0, 1, 2, 3 -> change(here, elsewhere);
            case 4 -> new Remove(person(here, elsewhere));
            case 5 -> new Leave();
            case 6 -> new HandOver(person(here, elsewhere), role(here, elsewhere));
            case 7 -> new MakeRole(oneIn(2), permissions());
            case 8, 9 ->
                    new ChangeRole(
                            role(here, elsewhere),
                            oneIn(2) ? null : oneIn(2),
                            oneIn(2) ? null : permissions());
            case 10 ->
                    new DeleteRole(role(here, elsewhere), oneIn(2) ? null : role(here, elsewhere));
            case 11 -> new MakeDepartment(place(here, elsewhere));
            case 12 -> new MoveDepartment(department(here, elsewhere), place(here, elsewhere));
            case 13 ->
                    new MergeDepartment(department(here, elsewhere), department(here, elsewhere));
            case 14 ->
                    new DeleteDepartment(
                            department(here, elsewhere), oneIn(2) ? null : place(here, elsewhere));
            default ->
                    new SetManagers(department(here, elsewhere), Set.of(person(here, elsewhere)));
        };
    }

    private Deed change(Organisation here, Organisation elsewhere) {
        @Nullable String role = oneIn(2) ? null : role(here, elsewhere);
        @Nullable String department = oneIn(2) ? null : place(here, elsewhere);
        @Nullable String state = oneIn(2) ? null : oneIn(2) ? "active" : "suspended";
        return new Change(person(here, elsewhere), role, department, state);
    }

    private String role(Organisation here, Organisation elsewhere) {
        List<String> roles =
                new ArrayList<>(
                        List.of(Roles.ENTERPRISE_ADMIN, Roles.DEPARTMENT_ADMIN, Roles.MEMBER));
        roles.addAll(here.roles.keySet());
        roles.addAll(here.roles.keySet());
        roles.addAll(elsewhere.roles.keySet());
        roles.add(oneIn(2) ? Roles.PLATFORM_ADMIN : Ulid.next());
        return any(roles);
    }

    private String department(Organisation here, Organisation elsewhere) {
        Organisation whose = oneIn(15) ? elsewhere : here;
        return whose.parents.isEmpty() ? Ulid.next() : any(whose.parents.keySet());
    }

    /** A department, or the top. */
    private String place(Organisation here, Organisation elsewhere) {
        return oneIn(8) ? Organisation.TOP : department(here, elsewhere);
    }

    private Set<String> permissions() {
        Set<String> some = new HashSet<>();
        for (int i = upTo(4); i > 0; i--) {
            some.add(any(PERMITTED));
        }
        if (oneIn(25)) {
            some.add(Permissions.TENANT_READ);
        }
        return some;
    }
}
