package io.tenantry.access.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.access.user.People;
import io.tenantry.access.user.User;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestClock;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@ServerTest
class RefreshTokenPurgeTest {
    @Inject RefreshTokens refreshTokens;
    @Inject ControlPlane controlPlane;
    @Inject TokenConfig config;
    @Inject TestClock clock;
    @Inject People people;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void usedTokensAreKeptUntilTheyExpireAndForgottenThen() {
        User user = people.somebody();
        String token =
                controlPlane.inTransaction(h ->
                        refreshTokens
                                .begin(
                                        h,
                                        user.id(),
                                        null,
                                        SignInMethods.PASSWORD,
                                        new SessionOrigin("192.0.2.1", "a test"))
                                .token());
        RefreshTokens.Use use = controlPlane.inTransaction(h -> refreshTokens.use(h, token));
        assertThat(use).isInstanceOf(RefreshTokens.Use.Accepted.class);

        clock.putForward(config.refreshLifetime().minusMinutes(1));
        refreshTokens.purge();
        assertThat(rows(user)).isEqualTo(1);

        clock.putForward(config.lifetime());
        refreshTokens.purge();
        assertThat(rows(user)).isZero();
    }

    private int rows(User user) {
        return controlPlane.read(h ->
                h.createQuery("SELECT COUNT(*) FROM refresh_tokens WHERE user_id = :user")
                        .bind("user", user.id())
                        .mapTo(Integer.class)
                        .one());
    }
}
