package io.tenantry.provisioning.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.schedule.Retention.Candidate;
import io.tenantry.provisioning.schedule.Retention.Reason;
import io.tenantry.provisioning.schedule.Retention.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {
    private static final KeepRules DEFAULTS = new KeepRules(24, 7, 4, 12, Long.MAX_VALUE);
    private static final KeepRules NOTHING = new KeepRules(0, 0, 0, 0, 0);
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private static Candidate at(String instant) {
        return new Candidate(instant, Instant.parse(instant), false, "chain");
    }

    private static List<String> staying(List<Candidate> backups, KeepRules rules, Instant now) {
        return Retention.judge(backups, rules, now).stream()
                .filter(Verdict::stays)
                .map(verdict -> verdict.backup().id())
                .toList();
    }

    @Test
    void nothingIsJudgedWhereThereIsNothing() {
        assertThat(Retention.judge(List.of(), DEFAULTS, NOW)).isEmpty();
    }

    @Test
    void theLastGoodOneAlwaysStays() {
        List<Candidate> backups = List.of(at("2020-01-01T00:00:00Z"), at("2020-02-01T00:00:00Z"));

        assertThat(staying(backups, NOTHING, NOW)).containsExactly("2020-02-01T00:00:00Z");
    }

    @Test
    void theFirstOfEachDayStaysForAWeek() {
        List<Candidate> backups =
                List.of(
                        at("2026-11-19T03:00:00Z"),
                        at("2026-11-20T03:00:00Z"),
                        at("2026-11-20T15:00:00Z"),
                        at("2026-11-21T03:00:00Z"),
                        at("2026-11-26T03:00:00Z"));

        assertThat(staying(backups, new KeepRules(0, 7, 0, 0, 0), NOW))
                .containsExactly(
                        "2026-11-20T03:00:00Z", "2026-11-21T03:00:00Z", "2026-11-26T03:00:00Z");
    }

    @Test
    void weeksBeginOnMondaysAndMonthsOnTheirFirst() {
        List<Candidate> backups =
                List.of(
                        at("2026-10-30T03:00:00Z"),
                        at("2026-11-01T03:00:00Z"),
                        at("2026-11-02T03:00:00Z"),
                        at("2026-11-08T03:00:00Z"),
                        at("2026-11-09T03:00:00Z"),
                        at("2026-11-26T03:00:00Z"));

        assertThat(staying(backups, new KeepRules(0, 0, 4, 0, 0), NOW))
                .containsExactly(
                        "2026-11-02T03:00:00Z", "2026-11-09T03:00:00Z", "2026-11-26T03:00:00Z");
        assertThat(staying(backups, new KeepRules(0, 0, 0, 2, 0), NOW))
                .containsExactly(
                        "2026-10-30T03:00:00Z", "2026-11-01T03:00:00Z", "2026-11-26T03:00:00Z");
    }

    @Test
    void whatSomebodyAskedForStaysForGoodOrAsLongAsIsSaid() {
        Candidate manual = new Candidate("manual", NOW.minus(Duration.ofDays(400)), true, "chain");
        List<Candidate> backups = List.of(manual, at("2026-11-26T03:00:00Z"));

        Verdict forGood = Retention.judge(backups, DEFAULTS, NOW).getFirst();

        assertThat(forGood.reasons()).containsExactly(Reason.MANUAL);
        assertThat(forGood.until()).isNull();
        assertThat(staying(backups, new KeepRules(0, 0, 0, 0, 401), NOW)).hasSize(2);
        assertThat(staying(backups, new KeepRules(0, 0, 0, 0, 399), NOW)).hasSize(1);
    }

    @Test
    void aYearOfDailyBackupsKeepsSonsFathersAndGrandfathers() {
        List<Candidate> kept = new ArrayList<>();
        Instant now = NOW;
        for (int day = 0; day < 800; day++) {
            now = NOW.plus(Duration.ofDays(day));
            kept.add(new Candidate("day-" + day, now, false, "chain"));
            List<String> staying = staying(kept, DEFAULTS, now);
            kept.removeIf(each -> !staying.contains(each.id()));
        }

        // 7 days, 4 weeks and 12 months, some of which are the same.
        assertThat(kept).hasSizeBetween(19, 23);
        Instant oldest = kept.getFirst().at();
        assertThat(Duration.between(oldest, now).toDays()).isBetween(330L, 366L);
    }

    @Test
    void theFirstOfEachChainStaysAsLongAsTheFirstOfADay() {
        Candidate night = at("2026-11-24T02:00:00Z");
        Candidate restored =
                new Candidate("restored", Instant.parse("2026-11-24T10:05:00Z"), false, "other");
        Candidate next =
                new Candidate("next", Instant.parse("2026-11-24T11:05:00Z"), false, "other");
        Candidate last =
                new Candidate("last", Instant.parse("2026-11-26T02:00:00Z"), false, "other");
        List<Candidate> backups = List.of(night, restored, next, last);

        assertThat(staying(backups, DEFAULTS, NOW)).containsExactly(night.id(), "restored", "last");
        Verdict verdict = Retention.judge(backups, DEFAULTS, NOW).get(1);
        assertThat(verdict.reasons()).containsExactly(Reason.CHAIN);
        assertThat(verdict.until()).isEqualTo("2026-12-01T00:00:00Z");
        assertThat(staying(backups, NOTHING, NOW)).containsExactly("last");
    }

    /** What a lock relies on. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aBackupStaysUntilTheTimeThatWasSaidWhenItWasMade(long seed) {
        Random random = new Random(seed);
        List<Candidate> backups = new ArrayList<>();
        List<Verdict> promised = new ArrayList<>();
        Instant now = NOW;
        for (int i = 0; i < 300; i++) {
            now = now.plus(Duration.ofMinutes(random.nextInt(2_000)));
            backups.add(new Candidate("b" + i, now, false, "chain-" + random.nextInt(1 + i / 20)));
            promised.add(Retention.judge(backups, DEFAULTS, now).getLast());
            List<String> staying = staying(backups, DEFAULTS, now);
            Instant then = now;
            assertThat(promised)
                    .filteredOn(verdict -> verdict.until() != null && verdict.until().isAfter(then))
                    .extracting(verdict -> verdict.backup().id())
                    .isSubsetOf(staying);
            backups.removeIf(each -> !staying.contains(each.id()));
        }
    }
}
