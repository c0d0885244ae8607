package io.tenantry.access.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import io.tenantry.access.Roles;
import io.tenantry.access.user.People;
import io.tenantry.access.user.User;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestClock;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@ServerTest
class RefreshTest {
    @Inject People people;
    @Inject TestClock clock;
    @Inject ControlPlane controlPlane;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void eachUseReplacesTheToken() {
        String first = Calls.refreshToken(people.somebody());

        String second = next(first);
        String third = next(second);

        assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
    }

    @Test
    void aTokenOfATenantStaysInThatTenantWithTodaysRoles() {
        User user = people.somebody();
        TenantId tenant = people.tenant();
        people.join(user, tenant, Roles.ENTERPRISE_ADMIN);
        String refresh =
                Calls.choose(Calls.accessToken(user), tenant.value())
                        .extract()
                        .path("refreshToken");

        people.join(user, tenant, Roles.MEMBER);
        String access = Calls.refresh(refresh).statusCode(200).extract().path("accessToken");

        Calls.me(access)
                .body("tenant.id", equalTo(tenant.value()))
                .body("roles", contains(Roles.MEMBER));
    }

    @Test
    void aReusedTokenEndsItsWholeFamilyAndNoOther() {
        User user = people.somebody();
        String other = Calls.refreshToken(user);
        String first = Calls.refreshToken(user);
        String second = next(first);

        refused(Calls.refresh(first), "refresh_token_reused");

        refused(Calls.refresh(second), "refresh_token_invalid");
        next(other);
        assertThat(audited(user, "access.refresh-reused")).isEqualTo(1);
    }

    @Test
    void ofSimultaneousUsesAtMostOneWins() throws Exception {
        String token = Calls.refreshToken(people.somebody());
        int uses = 6;
        CountDownLatch together = new CountDownLatch(uses);
        List<ValidatableResponse> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(uses)) {
            List<Future<ValidatableResponse>> calls = new ArrayList<>();
            for (int i = 0; i < uses; i++) {
                calls.add(
                        threads.submit(() -> {
                            together.countDown();
                            together.await();
                            return Calls.refresh(token);
                        }));
            }
            for (Future<ValidatableResponse> call : calls) {
                answers.add(call.get());
            }
        }

        List<ValidatableResponse> won =
                answers.stream().filter(a -> a.extract().statusCode() == 200).toList();
        assertThat(won).hasSize(1);
        // Somebody used it twice, so what the winner got is worth nothing either.
        refused(
                Calls.refresh(won.getFirst().extract().path("refreshToken")),
                "refresh_token_invalid");
    }

    @Test
    void anExpiredTokenIsInvalid() {
        String token = Calls.refreshToken(people.somebody());

        clock.putForward(Duration.ofDays(30).plusSeconds(1));

        refused(Calls.refresh(token), "refresh_token_invalid");
    }

    @Test
    void anUnknownTokenIsInvalid() {
        refused(Calls.refresh("rubbish"), "refresh_token_invalid");
        refused(Calls.refresh("' OR 1=1 -- "), "refresh_token_invalid");
    }

    @Test
    void aClosedAccountGetsNoNewTokens() {
        User user = people.somebody();
        String token = Calls.refreshToken(user);
        people.close(user);

        refused(Calls.refresh(token), "refresh_token_invalid");
    }

    @Test
    void whoHasLeftATenantGetsNoNewTokensForIt() {
        User user = people.somebody();
        TenantId tenant = people.tenant();
        people.join(user, tenant, Roles.MEMBER);
        String token =
                Calls.choose(Calls.accessToken(user), tenant.value())
                        .extract()
                        .path("refreshToken");
        people.leave(tenant);

        refused(Calls.refresh(token), "refresh_token_invalid");
    }

    @Test
    void signingOutEndsTheFamilyAndIsNoErrorTwice() {
        User user = people.somebody();
        String first = Calls.refreshToken(user);
        String second = next(first);

        Calls.signOut(second).statusCode(204);
        Calls.signOut(second).statusCode(204);
        Calls.signOut("rubbish").statusCode(204);

        refused(Calls.refresh(second), "refresh_token_invalid");
    }

    @Test
    void tokensAreStoredAsHashesOnly() {
        String token = Calls.refreshToken(people.somebody());

        int found =
                controlPlane.read(h ->
                        h.createQuery(
                                        """
                                        SELECT COUNT(*) FROM refresh_tokens
                                        WHERE token_hash = :token
                                        """)
                                .bind("token", token.getBytes(StandardCharsets.UTF_8))
                                .mapTo(Integer.class)
                                .one());
        assertThat(found).isZero();
        assertThat(token).hasSize(43);
    }

    private int audited(User user, String action) {
        return controlPlane.read(h ->
                h.createQuery(
                                """
                                SELECT COUNT(*) FROM audit_log
                                WHERE subject = :user AND action = :action
                                """)
                        .bind("user", user.id())
                        .bind("action", action)
                        .mapTo(Integer.class)
                        .one());
    }

    private static String next(String token) {
        return Calls.refresh(token).statusCode(200).extract().path("refreshToken");
    }

    private static void refused(ValidatableResponse response, String code) {
        response.statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
    }
}
