package io.tenantry.access.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.restassured.RestAssured;
import io.tenantry.access.Roles;
import io.tenantry.access.throttle.ThrottleConfig;
import io.tenantry.access.user.People;
import io.tenantry.access.user.User;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestAccounts;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ServerTest
class SignInTest {
    @Inject People people;
    @Inject ControlPlane controlPlane;
    @Inject ThrottleConfig throttle;

    @Test
    void signingInTellsTheTenantsToChooseFrom() {
        User user = people.somebody();
        TenantId tenant = people.tenant();
        people.join(user, tenant, Roles.ENTERPRISE_ADMIN);

        Calls.signIn(user.email(), People.PASSWORD)
                .statusCode(200)
                .body("accessToken", notNullValue())
                .body("refreshToken", notNullValue())
                .body("expiresIn", equalTo(600))
                .body("tenants", hasSize(1))
                .body("tenants[0].id", equalTo(tenant.value()))
                .body("tenants[0].slug", equalTo(People.slug(tenant)))
                .body("tenants[0].name", equalTo("A tenant"))
                .body("tenants[0].roles", contains(Roles.ENTERPRISE_ADMIN));
    }

    @Test
    void anAddressIsFoundInAnyCase() {
        User user = people.somebody();

        Calls.signIn(" " + user.email().toUpperCase(Locale.ROOT) + " ", People.PASSWORD)
                .statusCode(200);
    }

    @Test
    void addressesThatDifferByAnAccentAreDifferentPeople() {
        User user = people.somebody();

        Calls.signIn(user.email().replace("people", "péople"), People.PASSWORD).statusCode(401);
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressAreToldTheSame() {
        User user = people.somebody();

        String wrong =
                Calls.signIn(user.email(), "not the password")
                        .statusCode(401)
                        .body("code", equalTo("bad_credentials"))
                        .extract()
                        .path("detail");
        String unknown =
                Calls.signIn("nobody@people.test", "not the password")
                        .statusCode(401)
                        .body("code", equalTo("bad_credentials"))
                        .extract()
                        .path("detail");

        assertThat(wrong).isEqualTo(unknown);
    }

    @Test
    void aClosedAccountIsToldTheSameAsAWrongPassword() {
        User user = people.somebody();
        people.close(user);

        Calls.signIn(user.email(), People.PASSWORD)
                .statusCode(401)
                .body("code", equalTo("bad_credentials"));
    }

    @Test
    void signingInRenewsAHashThatIsWeakerThanThoseOfToday() {
        User user = people.somebody();
        String weak =
                Password.hash(People.PASSWORD)
                        .addRandomSalt(16)
                        .with(Argon2Function.getInstance(8192, 1, 1, 32, Argon2.ID))
                        .getResult();
        controlPlane.useTransaction(
                h -> h.execute("UPDATE users SET password_hash = ? WHERE id = ?", weak, user.id()));

        Calls.signIn(user.email(), "not the password").statusCode(401);
        assertThat(hash(user)).isEqualTo(weak);
        Calls.signIn(user.email(), People.PASSWORD).statusCode(200);

        assertThat(hash(user)).isNotEqualTo(weak).contains("m=19456,t=2");
        Calls.signIn(user.email(), People.PASSWORD).statusCode(200);
    }

    private String hash(User user) {
        return controlPlane.read(h ->
                h.createQuery("SELECT password_hash FROM users WHERE id = :id")
                        .bind("id", user.id())
                        .mapTo(String.class)
                        .one());
    }

    @Test
    void theBootstrappedAdministratorIsAPlatformAdministrator() {
        String token =
                Calls.signIn(TestAccounts.ADMIN_EMAIL, TestAccounts.ADMIN_PASSWORD)
                        .extract()
                        .path("accessToken");

        Calls.me(token)
                .statusCode(200)
                .body("email", equalTo(TestAccounts.ADMIN_EMAIL))
                .body("roles", contains(Roles.PLATFORM_ADMIN));
    }

    @Test
    void choosingATenantYieldsATokenThatNamesIt() {
        User user = people.somebody();
        TenantId tenant = people.tenant();
        people.join(user, tenant, Roles.ENTERPRISE_ADMIN);
        String token = Calls.accessToken(user);

        for (String name : List.of(tenant.value(), People.slug(tenant))) {
            String chosen =
                    Calls.choose(token, name)
                            .statusCode(200)
                            .body("tenant.id", equalTo(tenant.value()))
                            .body("refreshToken", notNullValue())
                            .body("expiresIn", equalTo(600))
                            .extract()
                            .path("accessToken");
            Calls.me(chosen)
                    .body("roles", contains(Roles.ENTERPRISE_ADMIN, Roles.MEMBER))
                    .body("tenant.slug", equalTo(People.slug(tenant)));
        }
        Calls.me(token).body("tenant", nullValue()).body("tenants", hasSize(1));
    }

    @Test
    void anotherPeoplesTenantLooksLikeNone() {
        User user = people.somebody();
        TenantId others = people.tenant();
        String token = Calls.accessToken(user);

        String theirs = detailOfNotFound(token, People.slug(others));
        String none = detailOfNotFound(token, "no-such-tenant");
        String byId = detailOfNotFound(token, others.value());
        String odd = detailOfNotFound(token, "' OR '1'='1");
        String chinese = detailOfNotFound(token, "夏");
        String german = detailOfNotFound(token, "ü");

        assertThat(List.of(none, byId, odd, chinese, german)).containsOnly(theirs);
    }

    @Test
    void aPlatformAdministratorEntersOnlyTheirOwnTenants() {
        TenantId tenant = people.tenant();
        String token =
                Calls.signIn(TestAccounts.ADMIN_EMAIL, TestAccounts.ADMIN_PASSWORD)
                        .extract()
                        .path("accessToken");

        detailOfNotFound(token, tenant.value());
    }

    @Test
    void aTenantThatIsGoneCannotBeChosenButASuspendedOneCan() {
        User user = people.somebody();
        TenantId tenant = people.tenant();
        people.join(user, tenant, Roles.MEMBER);
        String token = Calls.accessToken(user);

        people.setState(tenant, "suspended");
        Calls.choose(token, tenant.value()).statusCode(200);
        people.setState(tenant, "deleted");
        detailOfNotFound(token, tenant.value());
    }

    @Test
    void failuresForOneAccountAreLimitedAndASuccessBeginsAnew() {
        User user = people.somebody();
        fail(user, throttle.attemptsPerAccount() - 1);
        Calls.signIn(user.email(), People.PASSWORD).statusCode(200);
        fail(user, throttle.attemptsPerAccount());

        // The right password does not help any more, or guessing could go on.
        Calls.signIn(user.email(), People.PASSWORD)
                .statusCode(429)
                .contentType("application/problem+json")
                .body("code", equalTo("too_many_attempts"))
                .header("Retry-After", Integer::parseInt, greaterThan(0));
    }

    @Test
    void whatIsNoSignInIsRefusedBeforeAnyWork() {
        body("{}", "validation_failed");
        body("{\"email\":\"a@b.c\"}", "validation_failed");
        body("{\"email\":\"a@b.c\",\"password\":\"" + "x".repeat(257) + "\"}", "validation_failed");
        body("{\"email\":\"a@b.c\",\"password\":\"x\",\"admin\":true}", "unknown_field");
        body("{\"email\":[\"a@b.c\"],\"password\":\"x\"}", "malformed_body");
    }

    @Test
    void signInsAreAuditedAndTypedAddressesAreNot() {
        User user = people.somebody();
        Calls.signIn(user.email(), "not the password");
        Calls.signIn(user.email(), People.PASSWORD);
        Calls.signIn("my-secret-password", "x");

        List<Map<String, Object>> rows =
                controlPlane.read(h ->
                        h.createQuery(
                                        """
                                        SELECT actor, action, address FROM audit_log
                                        WHERE subject = :user
                                        ORDER BY at
                                        """)
                                .bind("user", user.id())
                                .mapToMap()
                                .list());
        assertThat(rows)
                .extracting(row -> row.get("action"))
                .containsExactly("access.sign-in-failed", "access.sign-in");
        assertThat(rows).allSatisfy(row -> assertThat(row.get("address")).isEqualTo("127.0.0.1"));
        int leaked =
                controlPlane.read(h ->
                        h.createQuery(
                                        """
                                        SELECT COUNT(*) FROM audit_log
                                        WHERE subject LIKE '%my-secret%'
                                           OR actor LIKE '%my-secret%'
                                        """)
                                .mapTo(Integer.class)
                                .one());
        assertThat(leaked).isZero();
    }

    @Test
    void aTokenOfAnAccountClosedMeanwhileIsNobody() {
        User user = people.somebody();
        String token = Calls.accessToken(user);
        people.close(user);

        Calls.me(token).statusCode(401).body("code", equalTo("token_invalid"));
    }

    @Test
    void anAccessTokenShowsNoAddressOrName() {
        User user = people.somebody();
        String payload = Calls.accessToken(user).split("\\.", -1)[1];

        String claims = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);

        assertThat(claims)
                .doesNotContain(user.email())
                .contains("\"sub\":\"" + user.id() + "\"", "\"jti\"", "\"groups\"");
    }

    private static void fail(User user, int times) {
        for (int i = 0; i < times; i++) {
            Calls.signIn(user.email(), "guess " + i).statusCode(401);
        }
    }

    private static String detailOfNotFound(String token, String tenant) {
        return Calls.choose(token, tenant)
                .statusCode(404)
                .body("code", equalTo("tenant_not_found"))
                .body("detail", not(equalTo("")))
                .extract()
                .path("detail");
    }

    private static void body(String json, String code) {
        RestAssured.given()
                .contentType("application/json")
                .body(json)
                .post("/api/v1/auth/login")
                .then()
                .statusCode(400)
                .body("code", equalTo(code));
    }
}
