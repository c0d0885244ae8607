package io.tenantry.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.TestedFleet;
import io.tenantry.cli.TestedFleet.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    private static final String OTHER_KEY = "eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHg=";

    private final TestedFleet fleet = TestedFleet.shared();

    @Test
    void everythingIsLookedAt() {
        Ran ran = fleet.run("doctor");

        assertThat(ran.out())
                .containsPattern("(?m)^control-plane +(ok|warning) ")
                .containsPattern("(?m)^clocks +ok ")
                .containsPattern("(?m)^master-key +ok ")
                .containsPattern("(?m)^server db1 ")
                .containsPattern("(?m)^operations ")
                .containsPattern("(?m)^schemas +ok ")
                .containsPattern("(?m)^archive db1 ")
                .containsPattern("(?m)^backups ")
                .containsPattern("(?m)^backup-store +ok ");
    }

    @Test
    void wrongMasterKeyIsFoundAndWhatToDoIsSaid(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), OTHER_KEY);

        Ran ran = fleet.run("doctor", "--master-key-file", key.toString());

        assertThat(ran.exit()).isEqualTo(ExitCode.UNSOUND);
        assertThat(ran.out()).containsPattern("(?m)^master-key +error .*Configure the key");
    }

    @Test
    void withoutTheControlPlaneTheRestIsLookedAtAllTheSame() {
        Ran ran = fleet.run("doctor", "--url", "jdbc:mysql://127.0.0.1:9/x", "-o", "json");

        assertThat(ran.exit()).isEqualTo(ExitCode.UNSOUND);
        assertThat(ran.out())
                .contains("\"the control plane does not answer\"")
                .contains("\"check\": \"backup-store\"");
    }
}
