package io.tenantry.provisioning.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.routing.TenantId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final TenantId TENANT = new TenantId("01JD8Q3C5N8F4T3J6B1ZK2M7XA");
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final Instant LONG_AGO = NOON.minus(Duration.ofDays(30));

    private static BackupPolicy policy(Rhythm rhythm) {
        return new BackupPolicy(
                rhythm,
                Duration.ofHours(1),
                Duration.ofHours(5),
                new KeepRules(24, 7, 4, 12, Long.MAX_VALUE));
    }

    private static Standing standing(
            Rhythm rhythm,
            Standing.@Nullable Newest newest,
            int failures,
            @Nullable Instant lastFailure) {
        return new Standing(
                TENANT,
                "acme",
                "Acme",
                "db1",
                "t_now",
                LONG_AGO,
                policy(rhythm),
                newest,
                failures,
                lastFailure,
                false,
                false,
                false);
    }

    private static Standing.Newest made(Instant at) {
        return new Standing.Newest("b", at, "t_now", null, null);
    }

    private static Instant slot() {
        return Slots.latest(TENANT, policy(Rhythm.DAILY), NOON);
    }

    @Test
    void aTenantWithoutABackupIsDueAtOnceAndThenAtRisk() {
        Standing fresh = standing(Rhythm.DAILY, null, 0, null);

        assertThat(fresh.dueSince(LONG_AGO.plusSeconds(1))).contains(LONG_AGO);
        assertThat(fresh.risks(LONG_AGO.plusSeconds(1))).isEmpty();
        assertThat(fresh.risks(NOON)).containsExactly(Risk.NEVER);
    }

    @Test
    void whatWasBackedUpInItsNightIsNotDue() {
        Standing standing = standing(Rhythm.DAILY, made(slot().plusSeconds(30)), 0, null);

        assertThat(standing.dueSince(NOON)).isEmpty();
        assertThat(standing.risks(NOON)).isEmpty();
        assertThat(standing.dueSince(slot().plus(Duration.ofDays(1)))).isPresent();
    }

    @Test
    void aMissedNightIsCaughtUpOnce() {
        Standing missed = standing(Rhythm.DAILY, made(slot().minus(Duration.ofDays(3))), 0, null);

        assertThat(missed.dueSince(NOON)).contains(slot());
        assertThat(missed.risks(slot().plus(Duration.ofMinutes(90)))).isEmpty();
        assertThat(missed.risks(slot().plus(Duration.ofMinutes(121)))).containsExactly(Risk.STALE);
    }

    @Test
    void anotherDatabaseIsDueAtOnce() {
        Standing.Newest former =
                new Standing.Newest("b", slot().plusSeconds(1), "t_before", null, null);

        assertThat(standing(Rhythm.DAILY, former, 0, null).dueSince(NOON)).isPresent();
        assertThat(standing(Rhythm.DAILY, former, 0, null).risks(NOON))
                .containsExactly(Risk.DATABASE_CHANGED);
    }

    @Test
    void aDatabaseThatServesAgainAfterARestoreWasUndoneIsDueAtOnce() {
        Instant left = slot().plusSeconds(60);
        Standing.Newest before =
                new Standing.Newest("b", slot().plusSeconds(1), "t_now", null, left);

        assertThat(standing(Rhythm.DAILY, before, 0, null).dueSince(left.plusSeconds(1)))
                .contains(left);
        assertThat(standing(Rhythm.DAILY, before, 0, null).dueSince(slot().plusSeconds(60)))
                .isEmpty();
        assertThat(standing(Rhythm.DAILY, before, 0, null).risks(NOON))
                .containsExactly(Risk.DATABASE_CHANGED);
    }

    @Test
    void aGapBehindTheNewestBackupIsARiskAndDueAtOnceButNotMoreThanOnceAnHour() {
        Instant made = slot().plusSeconds(30);
        Instant gap = made.plus(Duration.ofMinutes(10));
        Standing standing =
                standing(Rhythm.DAILY, new Standing.Newest("b", made, "t_now", gap, null), 0, null);

        assertThat(standing.dueSince(made.plus(Duration.ofMinutes(59)))).isEmpty();
        assertThat(standing.dueSince(made.plus(Duration.ofHours(1)))).isPresent();
        assertThat(standing.risks(gap)).containsExactly(Risk.RECOVERY_GAP);
    }

    @Test
    void afterAFailureThePausesGrow() {
        Instant failed = NOON;
        for (int failures : new int[] {1, 2, 3, 7, 40}) {
            Standing standing = standing(Rhythm.DAILY, null, failures, failed);
            long minutes = Math.min(60, 1L << Math.min(failures - 1, 10));

            assertThat(standing.dueSince(failed.plus(Duration.ofMinutes(minutes)).minusSeconds(1)))
                    .isEmpty();
            assertThat(standing.dueSince(failed.plus(Duration.ofMinutes(minutes)))).isPresent();
            assertThat(standing.risks(failed)).contains(Risk.FAILED);
        }
    }

    @Test
    void nothingIsDueNorAtRiskWhereNothingIsScheduled() {
        Standing off = standing(Rhythm.OFF, null, 3, LONG_AGO);

        assertThat(off.dueSince(NOON)).isEmpty();
        assertThat(off.risks(NOON)).isEmpty();
    }
}
