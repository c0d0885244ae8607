package io.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.cli.TestedFleet.Ran;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no control plane. */
class TenantryTest {

    @Test
    void versionGoesToStandardOutput() {
        Ran ran = run("--version");

        assertThat(ran.exit()).isEqualTo(ExitCode.OK);
        assertThat(ran.out()).startsWith("tenantry ").contains("Java " + Runtime.version());
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void helpNamesEveryExitCode() {
        Ran ran = run("--help");

        assertThat(ran.exit()).isEqualTo(ExitCode.OK);
        assertThat(ran.out()).contains("Usage: tenantry");
        for (ExitCode code : ExitCode.values()) {
            assertThat(ran.out()).containsPattern("(?m)^\\s+" + code.status() + "\\s+the ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tenant", "backup", "operation", "server", "migrate"})
    void withoutAVerbTheUsageIsShown(String noun) {
        Ran ran = noun.isEmpty() ? run() : run(noun);

        assertThat(ran.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("Name a command.").contains("Usage: tenantry");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void unknownOptionIsAUsageError() {
        Ran ran = run("--colour");

        assertThat(ran.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("--colour");
    }

    @Test
    void withoutSettingsItIsSaidWhatIsMissingAndWhatToDo() {
        Ran ran = run("tenant", "list");

        assertThat(ran.exit()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(ran.err())
                .contains("setting_missing", "quarkus.datasource.jdbc.url", "--config")
                .doesNotContain("\tat ");
    }

    @Test
    void serverThatDoesNotAnswerIsToldInTheFormOfTheAnswer() {
        Ran ran =
                run(
                        "tenant",
                        "list",
                        "--url",
                        "jdbc:mysql://127.0.0.1:9/x",
                        "--user",
                        "y",
                        "-o",
                        "json");

        assertThat(ran.exit()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(ran.err()).startsWith("{").contains("\"code\": \"control_plane_unreachable\"");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void secretInAnArgumentIsRefusedAndNotRepeated() {
        Ran ran = run("tenant", "list", "--set", "tenantry.secrets.master-key=hush");

        assertThat(ran.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("TENANTRY_SECRETS_MASTER_KEY").doesNotContain("hush");
    }

    @Test
    void completionKnowsEveryCommandAndWhatOptionsTake() {
        Ran ran = run("completion", "bash");

        assertThat(ran.exit()).isEqualTo(ExitCode.OK);
        assertThat(ran.out())
                .startsWith("#!")
                .contains("_picocli_tenantry_backup_prune", "_picocli_tenantry_export")
                .contains("\"side-by-side\" \"in-place\" \"lost-server\" \"new-tenant\"");
    }

    private static Ran run(String... arguments) {
        return TestedFleet.runBare(Map.of(), arguments);
    }
}
