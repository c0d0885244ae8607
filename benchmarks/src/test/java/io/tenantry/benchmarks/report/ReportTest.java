package io.tenantry.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final Report REPORT =
            new Report(
                    "routing",
                    Instant.parse("2026-11-24T06:00:00Z"),
                    false,
                    new Machine("Linux", "some processor", 2, 24576, "25", 0.1),
                    "mariadb 11.4.5",
                    Map.of("tenants", "1000"),
                    List.of(
                            new Measurement(
                                    "zipf", "ours", "requests", "1/s", List.of(9.0, 700.0, 750.0)),
                            new Measurement(
                                    "zipf", "theirs", "requests", "1/s", List.of(1000.0, 900.0)),
                            Measurement.once("zipf", "ours", "p99", "ms", 12.345)),
                    List.of(
                            Goal.atLeast("ours / theirs", 0.7).against(0.74),
                            Goal.atMost("p99", 10).against(12.345)));

    @Test
    void medianIsTheMiddleRound() {
        assertThat(REPORT.measurements().get(0).median()).isEqualTo(700);
        assertThat(REPORT.measurements().get(1).median()).isEqualTo(950);
    }

    @Test
    void goalIsMetOnItsLimitAndMissedByWhatIsNoNumber() {
        assertThat(Goal.atLeast("share", 0.7).against(0.7).met()).isTrue();
        assertThat(Goal.atMost("cost", 1.1).against(1.1001).met()).isFalse();
        assertThat(Goal.atMost("cost", 1.1).against(Double.NaN).met()).isFalse();
    }

    @Test
    void tableHasALineForEachSubjectAndOneForEachGoal() {
        String table = ReportTable.of(REPORT);

        assertThat(table)
                .contains("routing on mariadb 11.4.5, 2 cores")
                .containsPattern("scenario +subject +requests 1/s +p99 ms")
                .containsPattern("zipf +ours +700 +12.3")
                .containsPattern("zipf +theirs +950\n")
                .containsPattern("ours / theirs +0.74 +≥ 0.70 +met")
                .containsPattern("p99 +12.3 +≤ 10 +MISSED");
    }

    @Test
    void fileKeepsEveryRoundAndTheVerdicts(@TempDir Path folder) throws Exception {
        Path file = new ReportFile().write(REPORT, folder);

        JsonNode root = new ObjectMapper().readTree(file.toFile());
        assertThat(file).hasFileName("routing.json");
        assertThat(root.at("/machine/cores").asInt()).isEqualTo(2);
        assertThat(root.at("/measurements/0/rounds").size()).isEqualTo(3);
        assertThat(root.at("/measurements/0/median").asDouble()).isEqualTo(700);
        assertThat(root.at("/goals/1/met").asBoolean()).isFalse();
        assertThat(root.at("/goals/0/limit").asDouble()).isEqualTo(0.7);
    }
}
