package io.tenantry.access.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.tenantry.access.Roles;
import io.tenantry.access.Staff;
import io.tenantry.access.SupportMode;
import io.tenantry.access.signin.Calls;
import io.tenantry.access.token.AccessTokens;
import io.tenantry.access.token.Bearer;
import io.tenantry.access.user.People;
import io.tenantry.access.user.User;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServerTest
class OwnNameTest {
    @Inject People people;
    @Inject Staff staff;
    @Inject Fleet fleet;
    @Inject AccessTokens tokens;
    @Inject ControlPlane controlPlane;

    @Test
    void aNewNameIsWhatEverybodySeesFromThenOnAndIsAuditedOnce() {
        User user = people.somebody();
        String token = token(user);

        rename(token, "  Ada Lovelace ").statusCode(200).body("name", equalTo("Ada Lovelace"));
        rename(token, "Ada Lovelace").statusCode(200);

        Calls.me(token).body("name", equalTo("Ada Lovelace")).body("id", equalTo(user.id()));
        List<String> audited =
                controlPlane.read(h ->
                        h.createQuery(
                                        """
                                        SELECT CONCAT(subject, before_, after_)
                                        FROM audit_log
                                        WHERE actor = :user AND action = 'access.name-change'
                                        """)
                                .bind("user", user.id())
                                .mapTo(String.class)
                                .list());
        assertThat(audited)
                .singleElement()
                .asString()
                .contains(user.id(), "Somebody", "Ada Lovelace");
    }

    @ParameterizedTest
    @ValueSource(strings = {"עדה לאבלייס", "👩🏽‍💻 Ada", "Zoë ö", "李 丽", "𐐷"})
    void namesAreOfAnyScript(String name) {
        rename(token(people.somebody()), name).statusCode(200).body("name", equalTo(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "\u3000\u00a0", "\u200d\u202e", "A\u0000da", "A\nda", "A\u0085da"})
    void whatNobodyCouldReadIsNoName(String name) {
        User user = people.somebody();
        String token = token(user);

        rename(token, name)
                .statusCode(400)
                .body("code", equalTo("validation_failed"))
                .body("errors[0].pointer", equalTo("/name"));
        rename(token, "x".repeat(201)).statusCode(400);
        Calls.me(token).body("name", equalTo("Somebody"));
    }

    @Test
    void aGuestOfSupportAndAProgramHaveNoNameToChange() {
        TenantId tenant = fleet.shared("api-keys").id();
        User grace = people.somebody();
        String guest =
                tokens.issueToGuest(
                                tenant,
                                grace.id(),
                                grace.version(),
                                SupportMode.FULL.permissions(),
                                null,
                                Ulid.next(),
                                controlPlane.now().plus(Duration.ofMinutes(5)))
                        .text();
        String key =
                staff.hire(tenant, Roles.ENTERPRISE_ADMIN, null)
                        .posts(
                                "api-keys",
                                Map.of("name", "k", "permissions", List.of("design:read")))
                        .statusCode(201)
                        .extract()
                        .path("key");

        rename(guest, "Somebody else").statusCode(403).body("code", equalTo("permission_denied"));
        rename(key, "A program").statusCode(401).body("code", equalTo("token_invalid"));
        Calls.me(token(grace)).body("name", equalTo("Somebody"));
    }

    @Test
    void onesDepartmentIsNamedBesideTheOrganisation() {
        TenantId tenant = people.tenant();
        String department = staff.department(tenant, "Knitwear", null);
        Staff.Person member = staff.hire(tenant, Roles.MEMBER, department);
        Staff.Person other = staff.hire(tenant, Roles.MEMBER, null);

        member.gets("me")
                .statusCode(200)
                .body("tenant.department.id", equalTo(department))
                .body("tenant.department.name", equalTo("Knitwear"))
                .body("tenants[0].department.id", equalTo(department));
        other.gets("me").body("tenant.department", nullValue());
    }

    /** Without signing in, which takes long because passwords are hashed with care. */
    private String token(User user) {
        return tokens.issue(Bearer.of(user.id(), null, Set.of()));
    }

    private static ValidatableResponse rename(String token, String name) {
        return Fleet.as(token).body(Map.of("name", name)).patch("/api/v1/me").then();
    }
}
