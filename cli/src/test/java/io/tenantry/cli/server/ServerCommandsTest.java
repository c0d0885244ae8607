package io.tenantry.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.TestedFleet;
import io.tenantry.cli.TestedFleet.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCommandsTest {
    private final TestedFleet fleet = TestedFleet.shared();

    @Test
    void serversAreListedAndChecked() {
        Ran checked = fleet.run("server", "check", "db1");

        assertThat(checked.exit()).as(checked.out()).isEqualTo(ExitCode.OK);
        assertThat(checked.out()).containsPattern("(?m)^CHECK +STATE +FOUND");
        assertThat(fleet.run("server", "list").out())
                .containsPattern("(?m)^db1 +\\S+:\\d+ +active .* ok$");
        assertThat(fleet.run("server", "check", "none").exit()).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void serverIsAddedWithAPasswordFromAFile(@TempDir Path folder) throws IOException {
        Path password =
                Files.writeString(folder.resolve("password"), fleet.server().adminPassword());

        Ran added =
                fleet.run(
                        "server",
                        "add",
                        "db1",
                        "--host",
                        fleet.server().host(),
                        "--port",
                        String.valueOf(fleet.server().port()),
                        "--admin-user",
                        fleet.server().adminUser(),
                        "--admin-password-file",
                        password.toString(),
                        "-o",
                        "json");

        assertThat(added.exit()).as(added.err()).isEqualTo(ExitCode.OK);
        assertThat(added.out())
                .contains("\"name\": \"db1\"")
                .doesNotContain(fleet.server().adminPassword());
    }

    @Test
    void withoutAPasswordAndWithoutAnybodyToAskNothingIsDone() {
        Ran ran = fleet.run("server", "add", "db2", "--host", "h", "--admin-user", "u");

        assertThat(ran.exit()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(ran.err()).contains("secret_missing", "TENANTRY_ADMIN_PASSWORD");
    }
}
