package io.tenantry.provisioning.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When an export is made by itself again. */
class ExportPaceTest {
    @ParameterizedTest
    @CsvSource({
        "OFF, false, 2036-01-01T00:00:00Z, false",
        "OFF, true, 2036-01-01T00:00:00Z, false",
        "WEEKLY, false, 2026-02-06T23:59:59Z, false",
        "WEEKLY, false, 2026-02-07T00:00:00Z, true",
        "WEEKLY, true, 2026-01-31T05:59:59Z, false",
        "WEEKLY, true, 2026-01-31T06:00:00Z, true",
        "MONTHLY, false, 2026-02-27T23:59:59Z, false",
        "MONTHLY, false, 2026-02-28T00:00:00Z, true"
    })
    void anExportIsDueWhenItsTimeHasComeOrTheLastOneFailed(
            ExportPace pace, boolean failed, Instant now, boolean due) {
        Instant asked = Instant.parse("2026-01-31T00:00:00Z");

        assertThat(pace.isDue(asked, failed, now)).isEqualTo(due);
    }
}
