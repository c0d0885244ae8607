package io.tenantry.access.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Roles that an enterprise makes itself, over the API. */
@ServerTest
class RolesTest {
    private static final String READ = Permissions.MEMBER_READ;

    @Inject Fleet fleet;
    @Inject Staff staff;
    @Inject People people;

    private TenantId acme;
    private TenantId other;
    private Person admin;

    @BeforeEach
    void found() {
        acme = fleet.shared("members").id();
        other = fleet.shared("members-of-another").id();
        staff.disband(acme);
        staff.disband(other);
        admin = staff.hire(acme, Roles.ENTERPRISE_ADMIN, null);
    }

    @Test
    void areMadeOfThePermissionsThatThereAre() {
        admin.gets("permissions")
                .statusCode(200)
                .body("items.name", hasItems("design:read", "member:read", "role:manage"))
                .body("items.name", not(hasItem("tenant:read")))
                .body("items.find { it.name == 'member:read' }.summary", equalTo("See members"));

        String id = made(role("Lead", "department", READ, "member:update"));

        admin.gets("roles/" + id)
                .statusCode(200)
                .body("name", equalTo("Lead"))
                .body("scope", equalTo("department"))
                .body("ofProduct", equalTo(false))
                .body("permissions", contains("member:read", "member:update"));
        admin.gets("roles")
                .body("items", hasSize(4))
                .body("items.id", hasItems("enterprise_admin", "department_admin", "member", id))
                .body("items.id", not(hasItem("platform_admin")))
                .body("items.find { it.id == 'member' }.permissions", hasItem("design:read"))
                .body("nextCursor", nullValue());
        assertThat(staff.deedsOf(admin)).containsExactly("role.create " + id);
    }

    @Test
    void aRepeatedCallMakesOne() {
        Map<String, Object> lead = role("Lead", "tenant", READ);
        String key = Ulid.next();
        for (int i = 0; i < 2; i++) {
            admin.calls()
                    .header("Idempotency-Key", key)
                    .body(lead)
                    .post("/api/v1/roles")
                    .then()
                    .statusCode(201);
        }

        admin.gets("roles").body("items", hasSize(4));
        refused(admin.posts("roles", lead), 409, "role_name_taken");
        refused(admin.posts("roles", role("lead ", "tenant")), 409, "role_name_taken");
        refused(admin.posts("roles", role("Member", "tenant")), 409, "role_name_taken");
    }

    @Test
    void rolesOfTheProductStay() {
        for (String id : List.of("enterprise_admin", "department_admin", "member")) {
            refused(admin.patches("roles/" + id, Map.of("name", "Boss")), 409, "role_of_product");
            refused(admin.deletes("roles/" + id), 409, "role_of_product");
        }
        refused(admin.gets("roles/platform_admin"), 404, "role_not_found");
        refused(admin.deletes("roles/platform_support"), 404, "role_not_found");
    }

    @Test
    void whatIsAnotherTenantsDoesNotExist() {
        String theirs = staff.role(other, "Theirs", "tenant", Set.of());
        String mine = made(role("Theirs", "tenant"));

        for (String id : Set.of(theirs, Ulid.next(), "ü")) {
            refused(admin.gets("roles/" + id), 404, "role_not_found");
            refused(admin.patches("roles/" + id, Map.of("name", "Ours")), 404, "role_not_found");
            refused(admin.deletes("roles/" + id), 404, "role_not_found");
            refused(admin.deletes("roles/" + mine + "?reassign=" + id), 404, "role_not_found");
        }
    }

    @Test
    void nonsenseIsRefused() {
        refused(
                admin.posts("roles", role("Odd", "tenant", "tenant:read")),
                400,
                "permission_unknown");
        refused(admin.posts("roles", role("Odd", "tenant", "no:such")), 400, "permission_unknown");
        refused(admin.posts("roles", role("Odd", "platform")), 400, "validation_failed");
        refused(admin.posts("roles", role(" ", "tenant")), 400, "validation_failed");
        refused(admin.posts("roles", role("a\nb", "tenant")), 400, "validation_failed");
    }

    @Test
    void nobodyMakesAndChangesWhatPermitsMoreThanTheyMay() {
        Person maker = makerOf("tenant");
        String strong = staff.role(acme, "Strong", "tenant", Set.of(Permissions.AUDIT_READ));
        String weak = staff.role(acme, "Weak", "tenant", Set.of(READ));
        String beyond = "beyond_own_permissions";

        maker.patches("roles/" + weak, Map.of("scope", "department")).statusCode(200);
        refused(maker.posts("roles", role("Mine", "tenant", "audit:read")), 403, beyond);
        refused(
                maker.patches("roles/" + weak, Map.of("permissions", Set.of("audit:read"))),
                403,
                beyond);
        refused(maker.patches("roles/" + strong, Map.of("name", "Weaker")), 403, beyond);
        refused(maker.deletes("roles/" + strong), 403, beyond);
        refused(maker.deletes("roles/" + weak + "?reassign=" + strong), 403, beyond);
        refused(maker.deletes("roles/" + weak + "?reassign=enterprise_admin"), 403, beyond);
    }

    @Test
    void aPartOfTheOrganisationMakesNoRoles() {
        Person maker = makerOf("department");

        maker.gets("roles").statusCode(200);
        refused(
                maker.posts("roles", role("Mine", "department", READ)),
                403,
                "beyond_own_permissions");
        Person member = staff.hire(acme, Roles.MEMBER, null);
        refused(member.gets("roles"), 403, "permission_denied");
        refused(member.posts("roles", role("Mine", "department")), 403, "permission_denied");
    }

    private Person makerOf(String scope) {
        String role =
                staff.role(
                        acme,
                        "Maker",
                        scope,
                        Set.of(Permissions.ROLE_MANAGE, Permissions.ROLE_READ, READ));
        return staff.hire(acme, role, staff.department(acme, "Sales", null));
    }

    @Test
    void aChangeTakesEffectAtOnce() {
        String id = made(role("Reader", "tenant", READ));
        User user = people.somebody();
        people.join(user, acme, id);
        var chosen = Calls.choose(Calls.accessToken(user), acme.value()).extract();
        Person reader = new Person(acme, user.id(), user.email(), chosen.path("accessToken"));
        reader.gets("members").statusCode(200);

        admin.patches("roles/" + id, Map.of("name", "Looker")).statusCode(200);
        reader.gets("members").statusCode(200);
        admin.patches("roles/" + id, Map.of("permissions", Set.of("role:read"))).statusCode(200);

        refused(reader.gets("members"), 401, "token_revoked");
        String renewed = Calls.refresh(chosen.path("refreshToken")).extract().path("accessToken");
        Person again = new Person(acme, user.id(), user.email(), renewed);
        refused(again.gets("members"), 403, "permission_denied");
        again.gets("roles").statusCode(200);
    }

    @Test
    void aRoleInUseIsDeletedWithAnotherInItsPlace() {
        String id = made(role("Reader", "tenant", READ));
        Person reader = staff.hire(acme, id, null);
        staff.join(acme, staff.account("Gone"), id, null, "left");

        refused(admin.deletes("roles/" + id), 409, "role_in_use");
        refused(admin.deletes("roles/" + id + "?reassign=" + id), 404, "role_not_found");
        admin.deletes("roles/" + id + "?reassign=member").statusCode(204);

        refused(admin.gets("roles/" + id), 404, "role_not_found");
        refused(reader.gets("departments"), 401, "token_revoked");
        admin.gets("members/" + reader.id()).body("role.id", equalTo("member"));
    }

    @Test
    void openInvitationsHoldARole() {
        String id = made(role("Reader", "tenant", READ));
        String invitation =
                admin.posts("invitations", Map.of("email", "grace@acme.test", "role", id))
                        .statusCode(201)
                        .extract()
                        .path("id");

        refused(admin.deletes("roles/" + id), 409, "role_in_use");
        admin.deletes("roles/" + id + "?reassign=member").statusCode(204);

        admin.gets("invitations/" + invitation).body("role", equalTo("member"));
    }

    @Test
    void aRoleThatOnlyThoseHadWhoLeftIsDeleted() {
        String id = made(role("Reader", "tenant", READ));
        staff.join(acme, staff.account("Gone"), id, null, "left");

        admin.deletes("roles/" + id).statusCode(204);

        assertThat(staff.deedsOf(admin)).containsExactly("role.create " + id, "role.delete " + id);
    }

    @Test
    void thereAreFiftyAtMost() {
        for (int i = 0; i < OwnRoles.MOST - 1; i++) {
            staff.role(acme, "Role " + i, "tenant", Set.of());
        }

        made(role("The fiftieth", "tenant"));
        refused(admin.posts("roles", role("One more", "tenant")), 409, "limit_reached");
    }

    private String made(Map<String, Object> role) {
        return admin.posts("roles", role).statusCode(201).extract().path("id");
    }

    private static Map<String, Object> role(String name, String scope, String... permissions) {
        return Map.of("name", name, "scope", scope, "permissions", Set.of(permissions));
    }

    private static void refused(ValidatableResponse answer, int status, String code) {
        answer.statusCode(status).body("code", equalTo(code));
    }
}
