package io.tenantry.provisioning.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** To which moment a drill goes on from its backup. */
class RunDrillTest {
    private static final Instant TAKEN = Instant.parse("2036-01-01T00:00:00.5Z");
    private static final Duration MONTHS = Duration.ofDays(90);

    private static Drill asked(Duration after) {
        return new Drill(
                Ulid.next(),
                new TenantId(Ulid.next()),
                Ulid.next(),
                "db1",
                DrillState.RUNNING,
                TAKEN.plus(after),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void itIsWithinADayOfTheBackup() {
        assertThat(IntStream.range(0, 100))
                .allSatisfy(_ ->
                        assertThat(RunDrill.anyMoment(asked(MONTHS), TAKEN, TAKEN.plus(MONTHS)))
                                .isAfter(TAKEN)
                                .isBeforeOrEqualTo(TAKEN.plus(Duration.ofDays(1))));
    }

    @Test
    void itIsTheSameForALaterAttempt() {
        Drill drill = asked(Duration.ofHours(5));

        assertThat(RunDrill.anyMoment(drill, TAKEN, TAKEN.plus(Duration.ofHours(5))))
                .isEqualTo(RunDrill.anyMoment(drill, TAKEN, TAKEN.plus(Duration.ofHours(9))))
                .isBeforeOrEqualTo(drill.askedAt());
    }

    @Test
    void thereIsNoneWhereTheLogReachesNoFurther() {
        assertThat(RunDrill.anyMoment(asked(MONTHS), TAKEN, TAKEN)).isNull();
    }
}
