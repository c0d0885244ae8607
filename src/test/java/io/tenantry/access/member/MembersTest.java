package io.tenantry.access.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.tenantry.access.Permissions;
import io.tenantry.access.Roles;
import io.tenantry.access.Staff;
import io.tenantry.access.Staff.Person;
import io.tenantry.access.signin.Calls;
import io.tenantry.access.user.People;
import io.tenantry.access.user.User;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members over the API: Acme with an administrator, sales with shops below it, and a warehouse. */
@ServerTest
class MembersTest {
    private static final Map<String, Object> SUSPEND = Map.of("state", "suspended");

    @Inject Fleet fleet;
    @Inject Staff staff;
    @Inject People people;

    private TenantId acme;
    private TenantId other;
    private String sales;
    private String shops;
    private String warehouse;
    private Person admin;

    @BeforeEach
    void found() {
        acme = fleet.shared("members").id();
        other = fleet.shared("members-of-another").id();
        staff.disband(acme);
        staff.disband(other);
        sales = staff.department(acme, "Sales", null);
        shops = staff.department(acme, "Shops", sales);
        warehouse = staff.department(acme, "Warehouse", null);
        admin = staff.hire(acme, Roles.ENTERPRISE_ADMIN, null);
    }

    @Test
    void areListedWithRoleDepartmentAndState() {
        Person clerk = staff.hire(acme, Roles.MEMBER, shops);
        admin.puts("departments/" + shops + "/managers", Map.of("members", Set.of(clerk.id())))
                .statusCode(200)
                .body("managers.id", contains(clerk.id()));

        admin.gets("members?department=" + sales)
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].id", equalTo(clerk.id()))
                .body("items[0].email", equalTo(clerk.email()))
                .body("items[0].role.id", equalTo("member"))
                .body("items[0].role.name", equalTo("Member"))
                .body("items[0].department.id", equalTo(shops))
                .body("items[0].department.name", equalTo("Shops"))
                .body("items[0].manages", contains(shops))
                .body("items[0].state", equalTo("active"))
                .body("items[0].joinedAt", notNullValue());
        admin.gets("members/" + admin.id()).statusCode(200).body("department", nullValue());
    }

    @Test
    void areFoundByStateRoleNameAndAddressInPages() {
        Person away = staff.join(acme, staff.account("Ümit 100%"), "member", null, "suspended");
        staff.join(acme, staff.account("Invited"), "member", null, "invited");
        Person gone = staff.join(acme, staff.account("Gone"), "member", null, "left");

        admin.gets("members?state=suspended").body("items.id", contains(away.id()));
        admin.gets("members?state=left").body("items.id", contains(gone.id()));
        admin.gets("members?role=enterprise_admin").body("items.id", contains(admin.id()));
        admin.gets("members?q=" + away.email().toUpperCase(Locale.ROOT))
                .body("items.id", contains(away.id()));
        admin.calls()
                .queryParam("q", "ümit 100%")
                .get("/api/v1/members")
                .then()
                .body("items.id", contains(away.id()));
        admin.calls().queryParam("q", "%").get("/api/v1/members").then().body("items", hasSize(1));
        for (String nobody : Set.of("department=x", "role=ü", "department=" + Ulid.next())) {
            admin.gets("members?" + nobody).statusCode(200).body("items", empty());
        }
        String next =
                admin.gets("members?limit=3")
                        .body("items", hasSize(3))
                        .extract()
                        .path("nextCursor");
        admin.gets("members?limit=3&cursor=" + next)
                .body("items", hasSize(1))
                .body("nextCursor", nullValue());
        refused(admin.gets("members?state=odd"), 400, "validation_failed");
    }

    @Test
    void aRoleChangeTakesEffectAtOnce() {
        User user = people.somebody();
        people.join(user, acme, Roles.MEMBER);
        var chosen = Calls.choose(Calls.accessToken(user), acme.value()).extract();
        String access = chosen.path("accessToken");
        Calls.me(access).statusCode(200);

        admin.patches(
                        "members/" + user.id(),
                        Map.of("role", "department_admin", "department", sales))
                .statusCode(200)
                .body("role.id", equalTo("department_admin"))
                .body("department.id", equalTo(sales));

        refused(Calls.me(access), 401, "token_revoked");
        String renewed =
                Calls.refresh(chosen.path("refreshToken"))
                        .statusCode(200)
                        .extract()
                        .path("accessToken");
        Calls.me(renewed).body("roles", containsInAnyOrder("department_admin", "member"));
        assertThat(staff.deedsOf(admin))
                .containsExactlyInAnyOrder(
                        "member.role " + user.id(), "member.department " + user.id());
    }

    @Test
    void whoeverIsRemovedHasNoSessionThereAnyMore() {
        User user = people.somebody();
        people.join(user, acme, Roles.MEMBER);
        String elsewhere = Calls.refreshToken(user);
        var chosen = Calls.choose(Calls.accessToken(user), acme.value()).extract();

        admin.deletes("members/" + user.id()).statusCode(204);
        admin.deletes("members/" + user.id()).statusCode(204);

        refused(Calls.me(chosen.path("accessToken")), 401, "token_revoked");
        refused(Calls.refresh(chosen.path("refreshToken")), 401, "refresh_token_invalid");
        Calls.choose(Calls.accessToken(user), acme.value()).statusCode(404);
        Calls.refresh(elsewhere).statusCode(200);
        admin.gets("members/" + user.id()).body("state", equalTo("left"));
        refused(admin.patches("members/" + user.id(), SUSPEND), 409, "member_state_conflict");
        assertThat(staff.deedsOf(admin)).containsExactly("member.remove " + user.id());
    }

    @Test
    void theSuspendedComeBackWithoutWhatTheirTokensSaid() {
        Person clerk = staff.hire(acme, Roles.MEMBER, sales);

        admin.patches("members/" + clerk.id(), SUSPEND).body("state", equalTo("suspended"));
        refused(clerk.gets("departments"), 401, "token_revoked");
        admin.patches("members/" + clerk.id(), Map.of("state", "active"))
                .statusCode(200)
                .body("state", equalTo("active"));

        refused(clerk.gets("departments"), 401, "token_revoked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"invited", "pending"})
    void whoeverIsNoMemberYetIsNotChangedHere(String state) {
        Person guest = staff.join(acme, staff.account("Guest"), "member", null, state);

        refused(admin.patches("members/" + guest.id(), SUSPEND), 409, "member_state_conflict");
        refused(admin.deletes("members/" + guest.id()), 409, "member_state_conflict");
    }

    @Test
    void aDepartmentsAdministratorSeesTheirOwnOnly() {
        Person chief = staff.hire(acme, Roles.DEPARTMENT_ADMIN, sales);
        Person clerk = staff.hire(acme, Roles.MEMBER, shops);
        Person packer = staff.hire(acme, Roles.MEMBER, warehouse);

        chief.gets("members").body("items.id", containsInAnyOrder(chief.id(), clerk.id()));
        chief.gets("members?department=" + warehouse).body("items", empty());
        chief.gets("members/" + clerk.id()).statusCode(200);
        for (Person hidden : Set.of(packer, admin)) {
            refused(chief.gets("members/" + hidden.id()), 404, "member_not_found");
            refused(chief.patches("members/" + hidden.id(), SUSPEND), 404, "member_not_found");
            refused(chief.deletes("members/" + hidden.id()), 404, "member_not_found");
        }
    }

    @Test
    void aDepartmentsAdministratorKeepsWithinTheirReach() {
        Person chief = staff.hire(acme, Roles.DEPARTMENT_ADMIN, sales);
        Person clerk = staff.hire(acme, Roles.MEMBER, shops);
        String clerks = "members/" + clerk.id();

        chief.patches(clerks, Map.of("department", sales)).statusCode(200);
        chief.patches(clerks, Map.of("role", "department_admin")).statusCode(200);
        chief.patches(clerks, Map.of("role", "member")).statusCode(200);

        refused(
                chief.patches(clerks, Map.of("department", warehouse)),
                403,
                "beyond_own_permissions");
        refused(chief.patches(clerks, nothing("department")), 403, "beyond_own_permissions");
        refused(
                chief.patches(clerks, Map.of("role", "enterprise_admin")),
                403,
                "beyond_own_permissions");
        String reader = staff.role(acme, "Reader", "tenant", Set.of(Permissions.MEMBER_READ));
        refused(chief.patches(clerks, Map.of("role", reader)), 403, "beyond_own_permissions");
        String auditor = staff.role(acme, "Auditor", "department", Set.of(Permissions.AUDIT_READ));
        refused(chief.patches(clerks, Map.of("role", auditor)), 403, "beyond_own_permissions");
        refused(
                chief.patches("members/" + chief.id(), Map.of("role", "enterprise_admin")),
                403,
                "beyond_own_permissions");
        refused(
                chief.posts("members/" + clerk.id() + "/hand-over", Map.of("myRole", "member")),
                403,
                "beyond_own_permissions");
    }

    @Test
    void nobodyChangesSomebodyWhoMayDoMore() {
        Person chief = staff.hire(acme, Roles.DEPARTMENT_ADMIN, sales);
        Person boss = staff.hire(acme, Roles.ENTERPRISE_ADMIN, sales);

        chief.gets("members/" + boss.id()).statusCode(200);
        refused(chief.patches("members/" + boss.id(), SUSPEND), 403, "beyond_own_permissions");
        refused(
                chief.patches("members/" + boss.id(), Map.of("department", shops)),
                403,
                "beyond_own_permissions");
        refused(chief.deletes("members/" + boss.id()), 403, "beyond_own_permissions");
    }

    @Test
    void anAdministratorOfNoDepartmentReachesNobody() {
        Person chief = staff.hire(acme, Roles.DEPARTMENT_ADMIN, null);

        chief.gets("members").statusCode(200).body("items", empty());
        refused(chief.gets("members/" + chief.id()), 404, "member_not_found");
    }

    @Test
    void eachThingThatIsChangedNeedsItsPermission() {
        Person clerk = staff.hire(acme, Roles.MEMBER, shops);
        Person mover = hireWith(Permissions.MEMBER_UPDATE);
        Person giver = hireWith(Permissions.MEMBER_ASSIGN);
        String nothing = staff.role(acme, "Nothing", "tenant", Set.of());

        refused(
                mover.patches("members/" + mover.id(), Map.of("role", nothing)),
                403,
                "permission_denied");
        refused(giver.patches("members/" + giver.id(), SUSPEND), 403, "permission_denied");
        refused(mover.patches("members/" + clerk.id(), SUSPEND), 403, "beyond_own_permissions");
        refused(mover.deletes("members/" + clerk.id()), 403, "permission_denied");
        giver.patches("members/" + giver.id(), Map.of("role", nothing)).statusCode(200);
    }

    private Person hireWith(String permission) {
        return staff.hire(
                acme,
                staff.role(acme, permission, "tenant", Set.of(permission, Permissions.MEMBER_READ)),
                null);
    }

    @Test
    void whatIsAnotherTenantsDoesNotExist() {
        Person stranger = staff.hire(other, Roles.MEMBER, null);
        Person clerk = staff.hire(acme, Roles.MEMBER, null);
        String theirRole = staff.role(other, "Theirs", "tenant", Set.of());
        String theirDepartment = staff.department(other, "Theirs", null);

        for (String id : Set.of(stranger.id(), Ulid.next(), "ü")) {
            refused(admin.gets("members/" + id), 404, "member_not_found");
            refused(admin.patches("members/" + id, SUSPEND), 404, "member_not_found");
            refused(admin.deletes("members/" + id), 404, "member_not_found");
            refused(
                    admin.posts("members/" + id + "/hand-over", Map.of("myRole", "member")),
                    404,
                    "member_not_found");
        }
        String clerks = "members/" + clerk.id();
        for (String role : Set.of(theirRole, "platform_admin", "ü", Ulid.next())) {
            refused(admin.patches(clerks, Map.of("role", role)), 404, "role_not_found");
        }
        for (String department : Set.of(theirDepartment, "ü", Ulid.next())) {
            refused(
                    admin.patches(clerks, Map.of("department", department)),
                    404,
                    "department_not_found");
        }
        admin.gets("members?department=" + theirDepartment).body("items", empty());
        admin.gets("members?role=" + theirRole).body("items", empty());
    }

    @Test
    void theLastAdministratorStays() {
        Person second =
                staff.join(acme, staff.account("Second"), "enterprise_admin", null, "suspended");
        Person closed = staff.hire(acme, Roles.ENTERPRISE_ADMIN, null);
        people.close(new User(closed.id(), closed.email(), "", null, null, true, 0));
        String self = "members/" + admin.id();

        refused(admin.patches(self, Map.of("role", "member")), 409, "last_admin");
        refused(admin.patches(self, SUSPEND), 409, "last_admin");
        refused(admin.deletes(self), 409, "last_admin");
        refused(admin.posts("members/leave", Map.of()), 409, "last_admin");
        refused(
                admin.posts("members/" + second.id() + "/hand-over", Map.of("myRole", "member")),
                409,
                "member_state_conflict");
        refused(
                admin.posts("members/" + closed.id() + "/hand-over", Map.of("myRole", "member")),
                409,
                "last_admin");
        admin.gets(self)
                .body("role.id", equalTo("enterprise_admin"))
                .body("state", equalTo("active"));

        admin.patches("members/" + second.id(), Map.of("state", "active")).statusCode(200);
        admin.posts("members/leave", Map.of()).statusCode(204);
        refused(admin.gets(self), 401, "token_revoked");
    }

    @Test
    void anAdministratorHandsOver() {
        Person heir = staff.hire(acme, Roles.MEMBER, shops);

        refused(
                admin.posts("members/" + admin.id() + "/hand-over", Map.of("myRole", "member")),
                409,
                "member_state_conflict");
        admin.posts("members/" + heir.id() + "/hand-over", Map.of("myRole", "member"))
                .statusCode(204);

        refused(admin.gets("departments"), 401, "token_revoked");
        refused(heir.gets("departments"), 401, "token_revoked");
        assertThat(staff.deedsOf(admin)).containsExactly("member.hand-over " + heir.id());
        Person third = staff.hire(acme, Roles.ENTERPRISE_ADMIN, null);
        third.gets("members/" + heir.id()).body("role.id", equalTo("enterprise_admin"));
        third.gets("members/" + admin.id()).body("role.id", equalTo("member"));
    }

    @Test
    void everybodyMayLeave() {
        Person clerk = staff.hire(acme, staff.role(acme, "Nothing", "department", Set.of()), shops);

        clerk.posts("members/leave", Map.of()).statusCode(204);

        refused(clerk.posts("members/leave", Map.of()), 401, "token_revoked");
        assertThat(staff.deedsOf(clerk)).containsExactly("member.leave " + clerk.id());
        refused(staff.hire(acme, Roles.MEMBER, null).gets("members"), 403, "permission_denied");
    }

    @Test
    void bodiesThatMakeNoSenseAreRefused() {
        String self = "members/" + admin.id();

        refused(admin.patches(self, Map.of("state", "left")), 400, "validation_failed");
        refused(admin.patches(self, Map.of("department", 7)), 400, "malformed_body");
        refused(
                admin.patches(self, Map.of("department", Map.of("id", sales))),
                400,
                "malformed_body");
        refused(admin.patches(self, Map.of("rank", "chief")), 400, "unknown_field");
        refused(admin.posts(self + "/hand-over", Map.of()), 400, "validation_failed");
        admin.patches(self, Map.of("department", sales)).body("department.id", equalTo(sales));
    }

    @Test
    void nullTakesSomebodyOutOfAllDepartments() {
        Person clerk = staff.hire(acme, Roles.MEMBER, shops);

        admin.patches("members/" + clerk.id(), Map.of())
                .statusCode(200)
                .body("department.id", equalTo(shops));
        admin.patches("members/" + clerk.id(), nothing("department"))
                .statusCode(200)
                .body("department", nullValue());
    }

    private static Map<String, Object> nothing(String field) {
        return new HashMap<>(Collections.singletonMap(field, null));
    }

    private static void refused(ValidatableResponse answer, int status, String code) {
        answer.statusCode(status).body("code", equalTo(code));
    }
}
