package io.tenantry.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.TestedFleet;
import io.tenantry.cli.TestedFleet.Ran;
import org.junit.jupiter.api.Test;

class MigrateCommandsTest {
    private final TestedFleet fleet = TestedFleet.shared();

    @Test
    void fleetThatIsUpToDateHasNothingToDo() {
        String slug = fleet.tenant();

        Ran planned = fleet.run("migrate", "plan", slug, "-o", "json");
        Ran run = fleet.run("migrate", "run", slug, "-o", "json");

        assertThat(planned.exit()).as(planned.err()).isEqualTo(ExitCode.OK);
        assertThat(planned.out()).contains("\"upToDate\": 1", "\"ways\": []");
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("\"state\": \"succeeded\"");
        assertThat(fleet.run("migrate", "status").out())
                .containsPattern("(?m)^\\w{26} +succeeded ");
    }

    @Test
    void refusalsHaveCodesOfTheirOwn() {
        assertThat(fleet.run("migrate", "status", "none").exit()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(fleet.run("migrate", "plan", "nobody").exit()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(fleet.run("migrate", "run", "--waves", "50").exit()).isEqualTo(ExitCode.USAGE);
    }
}
