package io.tenantry.access.department;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.tenantry.access.Permissions;
import io.tenantry.access.Roles;
import io.tenantry.access.Staff;
import io.tenantry.access.Staff.Person;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Departments over the API: sales with shops and online below it, and a warehouse. */
@ServerTest
class DepartmentsTest {
    private static final String BEYOND = "beyond_own_permissions";

    @Inject Fleet fleet;
    @Inject Staff staff;

    private TenantId acme;
    private TenantId other;
    private String sales;
    private String shops;
    private String online;
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
        online = staff.department(acme, "Online", sales);
        warehouse = staff.department(acme, "Warehouse", null);
        admin = staff.hire(acme, Roles.ENTERPRISE_ADMIN, null);
    }

    @Test
    void areATreeWithCountsAndManagers() {
        Person clerk = staff.hire(acme, Roles.MEMBER, shops);
        staff.join(acme, staff.account("Gone"), "member", shops, "left");
        Map<String, Object> wish =
                Map.of("name", " Outlets ", "parent", shops, "managers", Set.of(clerk.id()));

        String id = admin.posts("departments", wish).statusCode(201).extract().path("id");

        clerk.gets("departments")
                .statusCode(200)
                .body("items.id", contains(sales, shops, online, warehouse, id))
                .body("items[0].parent", nullValue())
                .body("items[1].parent", equalTo(sales))
                .body("items[1].members", equalTo(1))
                .body("items[4].name", equalTo("Outlets"))
                .body("items[4].managers.id", contains(clerk.id()))
                .body("items[4].managers.name", contains("Somebody"));
        String next = clerk.gets("departments?limit=4").extract().path("nextCursor");
        clerk.gets("departments?limit=4&cursor=" + next).body("items.id", contains(id));
        assertThat(staff.deedsOf(admin)).containsExactly("department.create " + id);
        refused(clerk.posts("departments", named("Mine")), 403, "permission_denied");
    }

    @Test
    void aRepeatedCallMakesOne() {
        String key = Ulid.next();
        for (int i = 0; i < 2; i++) {
            admin.calls()
                    .header("Idempotency-Key", key)
                    .body(named("Design"))
                    .post("/api/v1/departments")
                    .then()
                    .statusCode(201);
        }
        refused(admin.posts("departments", named("design")), 409, "department_name_taken");
        admin.posts("departments", Map.of("name", "Design", "parent", sales)).statusCode(201);
    }

    @Test
    void moveWithThoseBelowThem() {
        Person chief = staff.hire(acme, Roles.DEPARTMENT_ADMIN, warehouse);
        Person clerk = staff.hire(acme, Roles.MEMBER, shops);
        refused(chief.gets("members/" + clerk.id()), 404, "member_not_found");

        admin.patches("departments/" + sales, Map.of("parent", warehouse, "name", "Selling"))
                .statusCode(200)
                .body("parent", equalTo(warehouse))
                .body("name", equalTo("Selling"));

        // With the token from before: how far it reaches is looked up.
        chief.gets("members/" + clerk.id()).statusCode(200);
        admin.patches("departments/" + sales, Map.of("name", "Sales"))
                .body("parent", equalTo(warehouse));
        admin.patches("departments/" + sales, toTheTop()).body("parent", nullValue());
        refused(chief.gets("members/" + clerk.id()), 404, "member_not_found");
    }

    @Test
    void noneLiesBelowItself() {
        String deep = staff.department(acme, "Deep", shops);

        for (String below : Set.of(sales, shops, deep)) {
            refused(
                    admin.patches("departments/" + sales, Map.of("parent", below)),
                    409,
                    "department_cycle");
            refused(
                    admin.posts("departments/" + sales + "/merge", Map.of("into", below)),
                    409,
                    "department_cycle");
            refused(
                    admin.deletes("departments/" + sales + "?reassign=" + below),
                    409,
                    "department_cycle");
        }
    }

    @Test
    void tenLevelsAreEnough() {
        String at = shops;
        for (int level = 3; level <= DepartmentTree.DEEPEST; level++) {
            at = staff.department(acme, "Level " + level, at);
        }
        String too = "department_too_deep";

        refused(admin.posts("departments", Map.of("name", "One more", "parent", at)), 409, too);
        refused(admin.patches("departments/" + sales, Map.of("parent", warehouse)), 409, too);
        refused(admin.patches("departments/" + online, Map.of("parent", at)), 409, too);
        admin.posts("departments/" + online + "/merge", Map.of("into", at)).statusCode(200);
    }

    @Test
    void aDepartmentIsDeletedWhenEmpty() {
        Person clerk = staff.hire(acme, Roles.MEMBER, shops);
        staff.join(acme, staff.account("Gone"), "member", online, "left");

        refused(admin.deletes("departments/" + shops), 409, "department_not_empty");
        refused(admin.deletes("departments/" + sales), 409, "department_not_empty");
        admin.deletes("departments/" + online).statusCode(204);
        admin.deletes("departments/" + sales + "?reassign=" + warehouse).statusCode(204);

        refused(admin.gets("departments/" + sales), 404, "department_not_found");
        admin.gets("departments/" + shops).body("parent", equalTo(warehouse));
        clerk.gets("departments").statusCode(200).body("items", hasSize(2));
        assertThat(staff.deedsOf(admin))
                .containsExactly("department.delete " + online, "department.delete " + sales);
    }

    @Test
    void openInvitationsHoldADepartment() {
        Map<String, Object> wish =
                Map.of("email", "grace@acme.test", "role", "member", "department", shops);
        String invitation = admin.posts("invitations", wish).statusCode(201).extract().path("id");

        refused(admin.deletes("departments/" + shops), 409, "department_not_empty");
        admin.deletes("departments/" + shops + "?reassign=" + online).statusCode(204);

        admin.gets("invitations/" + invitation).body("department", equalTo(online));
    }

    @Test
    void mergedPeopleGetTokensOfTheirNewDepartment() {
        Person clerk = staff.hire(acme, Roles.MEMBER, shops);

        admin.posts("departments/" + shops + "/merge", Map.of("into", online))
                .statusCode(200)
                .body("id", equalTo(online))
                .body("members", equalTo(1));

        refused(clerk.gets("departments"), 401, "token_revoked");
        admin.gets("members/" + clerk.id()).body("department.id", equalTo(online));
    }

    @Test
    void namesThatCollideAreToldBeforeAMerge() {
        staff.department(acme, "Returns", shops);
        staff.department(acme, "returns", online);

        refused(
                admin.posts("departments/" + shops + "/merge", Map.of("into", online)),
                409,
                "department_name_taken");
    }

    @Test
    void aDepartmentsAdministratorArrangesWhatLiesBelowTheirs() {
        Person chief = staff.hire(acme, Roles.DEPARTMENT_ADMIN, sales);
        Person clerk = staff.hire(acme, Roles.MEMBER, shops);

        String stands =
                chief.posts("departments", Map.of("name", "Stands", "parent", sales))
                        .statusCode(201)
                        .extract()
                        .path("id");
        chief.patches("departments/" + stands, Map.of("parent", shops)).statusCode(200);
        chief.patches("departments/" + sales, named("Selling")).statusCode(200);
        chief.puts("departments/" + sales + "/managers", members(clerk)).statusCode(200);
        chief.posts("departments/" + stands + "/merge", Map.of("into", sales)).statusCode(200);
        chief.deletes("departments/" + shops + "?reassign=" + online).statusCode(204);
    }

    @Test
    void andNothingElse() {
        Person chief = staff.hire(acme, Roles.DEPARTMENT_ADMIN, sales);
        Person packer = staff.hire(acme, Roles.MEMBER, warehouse);
        Person boss = staff.hire(acme, Roles.ENTERPRISE_ADMIN, online);

        refused(chief.posts("departments", named("Mine")), 403, BEYOND);
        refused(chief.posts("departments", Map.of("name", "x", "parent", warehouse)), 403, BEYOND);
        refused(chief.patches("departments/" + warehouse, named("Mine")), 403, BEYOND);
        refused(chief.patches("departments/" + shops, Map.of("parent", warehouse)), 403, BEYOND);
        refused(chief.patches("departments/" + shops, toTheTop()), 403, BEYOND);
        refused(chief.patches("departments/" + sales, Map.of("parent", warehouse)), 403, BEYOND);
        refused(chief.deletes("departments/" + sales + "?reassign=" + shops), 403, BEYOND);
        refused(chief.deletes("departments/" + shops + "?reassign=" + warehouse), 403, BEYOND);
        refused(chief.deletes("departments/" + warehouse), 403, BEYOND);
        refused(
                chief.puts("departments/" + sales + "/managers", members(packer)),
                404,
                "member_not_found");
        // Somebody who may do more than the chief is there, and stays there.
        refused(
                chief.posts("departments/" + online + "/merge", Map.of("into", shops)),
                403,
                BEYOND);
        admin.gets("members/" + boss.id()).body("department.id", equalTo(online));
    }

    @Test
    void whoeverMayOnlyArrangeRaisesNobody() {
        String arranging =
                staff.role(
                        acme,
                        "Arranging",
                        "tenant",
                        Set.of(Permissions.DEPARTMENT_MANAGE, Permissions.DEPARTMENT_READ));
        Person arranger = staff.hire(acme, arranging, null);
        staff.hire(acme, Roles.DEPARTMENT_ADMIN, shops);

        arranger.patches("departments/" + online, Map.of("parent", shops)).statusCode(200);
        refused(
                arranger.posts("departments/" + shops + "/merge", Map.of("into", sales)),
                403,
                BEYOND);
    }

    @Test
    void managersAreActiveMembers() {
        Person clerk = staff.hire(acme, Roles.MEMBER, shops);
        Person stranger = staff.hire(other, Roles.MEMBER, null);
        String managers = "departments/" + shops + "/managers";
        String gone = staff.account("Gone");
        staff.join(acme, gone, "member", shops, "left");

        for (String id : Set.of(stranger.id(), gone, Ulid.next(), "ü")) {
            refused(admin.puts(managers, Map.of("members", Set.of(id))), 404, "member_not_found");
        }
        admin.puts(managers, members(clerk, admin))
                .statusCode(200)
                .body("managers.id", containsInAnyOrder(clerk.id(), admin.id()));
        admin.deletes("members/" + clerk.id()).statusCode(204);
        admin.gets("departments/" + shops).body("managers.id", contains(admin.id()));
        admin.puts(managers, Map.of("members", Set.of())).body("managers", empty());
    }

    @Test
    void whatIsAnotherTenantsDoesNotExist() {
        String theirs = staff.department(other, "Theirs", null);
        String none = "department_not_found";

        for (String id : Set.of(theirs, Ulid.next(), "ü")) {
            String path = "departments/" + id;
            refused(admin.gets(path), 404, none);
            refused(admin.patches(path, named("Ours")), 404, none);
            refused(admin.deletes(path), 404, none);
            refused(admin.posts(path + "/merge", Map.of("into", sales)), 404, none);
            refused(admin.puts(path + "/managers", members(admin)), 404, none);
            refused(admin.posts("departments", Map.of("name", "x", "parent", id)), 404, none);
            refused(admin.patches("departments/" + shops, Map.of("parent", id)), 404, none);
            refused(admin.posts("departments/" + shops + "/merge", Map.of("into", id)), 404, none);
            refused(admin.deletes("departments/" + shops + "?reassign=" + id), 404, none);
        }
    }

    private static Map<String, Object> named(String name) {
        return Map.of("name", name);
    }

    private static Map<String, Object> members(Person... members) {
        Set<String> ids = new HashSet<>();
        for (Person each : members) {
            ids.add(each.id());
        }
        return Map.of("members", ids);
    }

    private static Map<String, Object> toTheTop() {
        return new HashMap<>(Collections.singletonMap("parent", null));
    }

    private static void refused(ValidatableResponse answer, int status, String code) {
        answer.statusCode(status).body("code", equalTo(code));
    }
}
