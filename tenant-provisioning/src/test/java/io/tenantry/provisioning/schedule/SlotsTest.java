package io.tenantry.provisioning.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlotsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:34:56.789Z");
    private static final KeepRules KEEP = new KeepRules(24, 7, 4, 12, Long.MAX_VALUE);

    private static BackupPolicy policy(Rhythm rhythm) {
        return new BackupPolicy(rhythm, Duration.ofHours(22), Duration.ofHours(5), KEEP);
    }

    private static TenantId tenant(int number) {
        return new TenantId(Ulid.at(NOW.plusMillis(number)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OFF")
    void aTenantsMomentComesOnceARound(Rhythm rhythm) {
        BackupPolicy policy = policy(rhythm);
        TenantId tenant = tenant(1);

        Instant latest = Slots.latest(tenant, policy, NOW);
        Instant next = Slots.next(tenant, policy, NOW);

        assertThat(latest).isBeforeOrEqualTo(NOW);
        assertThat(next).isAfter(NOW).isEqualTo(latest.plus(rhythm.every()));
        assertThat(Slots.latest(tenant, policy, latest)).isEqualTo(latest);
        assertThat(Slots.latest(tenant, policy, latest.minusMillis(1)))
                .isEqualTo(latest.minus(rhythm.every()));
        assertThat(Slots.latest(tenant, policy, next)).isEqualTo(next);
    }

    @Test
    void dailyBackupsOfAThousandTenantsAreSpreadEvenlyOverTheWindow() {
        Map<Long, Long> perHour =
                IntStream.range(0, 1_000)
                        .mapToObj(i -> Slots.latest(tenant(i), policy(Rhythm.DAILY), NOW))
                        .map(slot -> (Duration.between(Instant.EPOCH, slot).toHours() - 22) % 24)
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(perHour).containsOnlyKeys(0L, 1L, 2L, 3L, 4L);
        assertThat(perHour.values()).allMatch(count -> count > 120 && count < 280);
    }

    @Test
    void weeklyBackupsAreSpreadOverTheDays() {
        Set<DayOfWeek> days = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            Instant slot = Slots.latest(tenant(i), policy(Rhythm.WEEKLY), NOW);
            days.add(slot.minus(Duration.ofHours(22)).atZone(ZoneOffset.UTC).getDayOfWeek());
            assertThat(slot).isAfter(NOW.minus(Duration.ofDays(7)));
        }

        assertThat(days).hasSize(7);
    }

    @Test
    void hourlyBackupsAreSpreadOverTheHour() {
        List<Integer> minutes =
                IntStream.range(0, 600)
                        .mapToObj(i -> Slots.latest(tenant(i), policy(Rhythm.HOURLY), NOW))
                        .map(slot -> slot.atZone(ZoneOffset.UTC).getMinute())
                        .distinct()
                        .toList();

        assertThat(minutes).hasSizeGreaterThan(55);
    }
}
