package io.tenantry.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.tenantry.access.Roles;
import io.tenantry.access.Staff;
import io.tenantry.access.signin.Calls;
import io.tenantry.access.token.AccessTokens;
import io.tenantry.access.token.Bearer;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant's members, for whoever runs the platform; who looked is known to the tenant. */
@ServerTest
class TenantMembersTest {
    @Inject Fleet fleet;
    @Inject Staff staff;
    @Inject AccessTokens tokens;

    /** Stands in the names of those whom one test has brought in. */
    private final String mark = Ulid.next();

    private final String operator = Ulid.next();
    private Fleet.Open acme;

    @BeforeEach
    void found() {
        acme = fleet.shared("revealed");
    }

    @Test
    void areShownWithRoleDepartmentStateAndWhenTheyWereLastThere() {
        String shops = staff.department(acme.id(), "Shops " + mark, null);
        Staff.Person clerk =
                staff.join(
                        acme.id(), staff.account("Ümit " + mark), Roles.MEMBER, shops, "suspended");
        String token =
                Calls.signIn(acme.slug() + "@acme.test", "a long enough password")
                        .extract()
                        .path("accessToken");
        Calls.choose(token, acme.slug()).statusCode(200);

        look("q", mark)
                .statusCode(200)
                .body("items.id", contains(clerk.id()))
                .body("items[0].email", equalTo(clerk.email()))
                .body("items[0].name", equalTo("Ümit " + mark))
                .body("items[0].role.id", equalTo("member"))
                .body("items[0].department.name", equalTo("Shops " + mark))
                .body("items[0].state", equalTo("suspended"))
                .body("items[0].joinedAt", notNullValue())
                .body("items[0].lastSeenAt", nullValue());
        look("q", acme.slug() + "@")
                .body("items.role.id", contains("enterprise_admin"))
                .body("items[0].department", nullValue())
                .body("items[0].lastSeenAt", notNullValue());
    }

    @Test
    void areFoundByStateInPages() {
        Staff.Person one = joined("One", "invited");
        Staff.Person two = joined("Two", "invited");
        joined("Three", "left");

        look("q", mark, "state", "invited")
                .body("items.id", containsInAnyOrder(one.id(), two.id()));
        JsonPath first = look("q", mark, "state", "invited", "limit", 1).extract().jsonPath();
        JsonPath second =
                look(
                                "q",
                                mark,
                                "state",
                                "invited",
                                "limit",
                                1,
                                "cursor",
                                first.getString("nextCursor"))
                        .body("nextCursor", nullValue())
                        .extract()
                        .jsonPath();
        assertThat(List.of(first.getString("items[0].id"), second.getString("items[0].id")))
                .containsExactlyInAnyOrder(one.id(), two.id());
        look("q", "%" + mark).body("items", empty());
        look("state", "asleep").statusCode(400).body("code", equalTo("validation_failed"));
        look("cursor", "x").statusCode(400).body("code", equalTo("malformed_request"));
    }

    @Test
    void theTenantReadsWhoHasLooked() {
        joined("One", "active");
        look("q", mark, "state", "active").statusCode(200);
        look("q", mark + " nobody").statusCode(200);

        Fleet.as(fleet.adminToken(acme.id()))
                .queryParam("action", "member.reveal")
                .queryParam("actor", operator)
                .get("/api/v1/audit")
                .then()
                .statusCode(200)
                .body("items.after.text", contains(mark + " nobody", mark))
                .body("items.after.state", contains(null, "active"))
                .body("items.after.shown", contains(0, 1));
    }

    @Test
    void areNotShownToSupportNorToAnotherTenantsPeople() {
        for (String token :
                List.of(
                        fleet.tokenWithoutTenant(Set.of(Roles.PLATFORM_SUPPORT)),
                        fleet.adminToken(acme.id()))) {
            Fleet.as(token)
                    .get(path(acme.slug()))
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("permission_denied"));
        }
        fleet.asOperator()
                .get(path("nobody-is-called-this"))
                .then()
                .statusCode(404)
                .body("code", equalTo("tenant_not_found"));
    }

    private Staff.Person joined(String name, String state) {
        return staff.join(acme.id(), staff.account(name + " " + mark), Roles.MEMBER, null, state);
    }

    private ValidatableResponse look(Object... filters) {
        var request =
                Fleet.as(tokens.issue(Bearer.of(operator, null, Set.of(Roles.PLATFORM_ADMIN))));
        for (int i = 0; i < filters.length; i += 2) {
            request = request.queryParam((String) filters[i], filters[i + 1]);
        }
        return request.get(path(acme.slug())).then();
    }

    private static String path(String tenant) {
        return "/api/v1/platform/tenants/" + tenant + "/members";
    }
}
