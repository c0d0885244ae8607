package io.tenantry.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.TestedFleet;
import io.tenantry.cli.TestedFleet.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    private final TestedFleet fleet = TestedFleet.shared();

    @Test
    void zipIsWrittenForItsOwnerAloneAndNotOver(@TempDir Path folder) throws IOException {
        String slug = fleet.tenant();
        Path file = folder.resolve("all.zip");

        Ran written = fleet.run("export", slug, "--to", file.toString(), "-o", "json");
        Ran refused = fleet.run("export", slug, "--to", file.toString());
        Ran forced = fleet.run("export", slug, "--to", file.toString(), "--force");

        assertThat(written.exit()).as(written.err()).isEqualTo(ExitCode.OK);
        assertThat(written.out()).contains("\"tables\": ");
        assertThat(refused.exit()).isEqualTo(ExitCode.CONFLICT);
        assertThat(forced.exit()).as(forced.err()).isEqualTo(ExitCode.OK);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(file.toFile())) {
            assertThat(zip.size()).isPositive();
        }
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }
}
