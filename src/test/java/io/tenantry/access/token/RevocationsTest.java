package io.tenantry.access.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.redis.client.RedisClientName;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.tenantry.boot.BackgroundTasks;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestClock;
import jakarta.inject.Inject;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas whose Redis is away: what one revokes the other knows with its next reading. */
@ServerTest
class RevocationsTest {
    private static final String TENANT_CLAIM = "tenant_id";

    @Inject ControlPlane controlPlane;
    @Inject TokenConfig config;
    @Inject BackgroundTasks background;
    @Inject TestClock clock;

    @Inject
    @RedisClientName("away")
    ReactiveRedisDataSource away;

    private final String user = Ulid.next();
    private final TenantId tenant = TenantId.next();
    private final String session = Ulid.next();

    private Revocations here;
    private Revocations there;

    @BeforeEach
    void start() {
        here = replica();
        there = replica();
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private Revocations replica() {
        return new Revocations(controlPlane, new RevocationChannel(away), config, background);
    }

    @Test
    void withoutRedisTheOthersKnowWithTheirNextReading() {
        VerifiedCaller caller = caller(null, "0.0.0", List.of());

        revoke(Revocation.ofSession(session));

        assertThat(here.covers(caller)).as("where it was revoked, at once").isTrue();
        assertThat(there.covers(caller)).isFalse();
        there.refresh();
        assertThat(there.covers(caller)).isTrue();
    }

    @Test
    void whatWasNotCommittedIsNotRevoked() {
        try {
            controlPlane.useTransaction(handle -> {
                here.add(handle, Revocation.ofSession(session));
                throw new IllegalStateException("meant");
            });
        } catch (IllegalStateException meant) {
            here.refresh();
        }

        assertThat(here.covers(caller(null, "0.0.0", List.of()))).isFalse();
    }

    @Test
    void onlyTokensOfAnOlderVersionAreVoid() {
        revoke(Revocation.ofUser(user, 2));

        assertThat(here.covers(caller(null, "1.9.9", List.of()))).isTrue();
        assertThat(here.covers(caller(tenant, "1.9.9", List.of()))).isTrue();
        assertThat(here.covers(caller(null, "2.0.0", List.of()))).isFalse();
        assertThat(here.covers(caller(null, "rubbish", List.of()))).isTrue();
    }

    @Test
    void aMembershipAndARoleConcernTokensOfTheirTenantOnly() {
        revoke(Revocation.ofMember(tenant, user, 3), Revocation.ofRole("role-" + user, 5));

        assertThat(here.covers(caller(tenant, "0.2.0", List.of()))).isTrue();
        assertThat(here.covers(caller(tenant, "0.3.0", List.of()))).isFalse();
        assertThat(here.covers(caller(tenant, "0.3.4", List.of("role-" + user)))).isTrue();
        assertThat(here.covers(caller(tenant, "0.3.5", List.of("role-" + user)))).isFalse();
        assertThat(here.covers(caller(null, "0.0.0", List.of("role-" + user)))).isFalse();
        assertThat(here.covers(caller(TenantId.next(), "0.0.0", List.of()))).isFalse();
    }

    @Test
    void anOlderRevocationThatComesLaterTakesNothingBack() {
        revoke(Revocation.ofUser(user, 7));
        revoke(Revocation.ofUser(user, 3));

        assertThat(here.covers(caller(null, "6.0.0", List.of()))).isTrue();
    }

    @Test
    void aRevocationIsKeptForAsLongAsTheTokensItConcernsLive() {
        revoke(Revocation.ofSession(session));
        VerifiedCaller caller = caller(null, "0.0.0", List.of());

        clock.putForward(config.lifetime().plus(config.skew()));
        here.refresh();
        assertThat(here.covers(caller)).isTrue();

        clock.putForward(config.skew().multipliedBy(4));
        here.refresh();
        assertThat(here.covers(caller)).isFalse();
    }

    private void revoke(Revocation... revocations) {
        controlPlane.useTransaction(handle -> here.add(handle, revocations));
    }

    private VerifiedCaller caller(@Nullable TenantId chosen, String versions, List<String> roles) {
        JwtClaims claims = new JwtClaims();
        claims.setSubject(user);
        claims.setClaim("groups", roles);
        claims.setClaim(VerifiedCaller.SESSION, session);
        claims.setClaim(Versions.CLAIM, versions);
        if (chosen != null) {
            claims.setClaim(TENANT_CLAIM, chosen.value());
        }
        return new VerifiedCaller("JWT", claims, TENANT_CLAIM);
    }
}
