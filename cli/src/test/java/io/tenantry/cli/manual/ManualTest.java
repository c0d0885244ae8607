package io.tenantry.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.TestedFleet;
import io.tenantry.cli.TestedFleet.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManualTest {
    private static final Pattern REQUEST = Pattern.compile("\\.(TH|SH|PP|TP|nh|ad)( .*)?");

    @TempDir Path folder;

    private static Ran run(String... arguments) {
        return TestedFleet.runBare(Map.of(), arguments);
    }

    private List<Path> written() throws IOException {
        assertThat(run("man", "--into", folder.toString()).exit()).isEqualTo(ExitCode.OK);
        try (Stream<Path> pages = Files.list(folder.resolve("man1"))) {
            return pages.sorted().toList();
        }
    }

    @Test
    void pageSaysWhatTheHelpSays() {
        Ran page = run("man", "restore");

        assertThat(page.exit()).isEqualTo(ExitCode.OK);
        assertThat(page.out())
                .startsWith(".TH \"TENANTRY\\-RESTORE\" \"1\"")
                .contains("\ntenantry\\-restore \\- Bring a tenant's past back")
                .contains(".TP\n\\fB\\-\\-new\\-slug NEW\\-SLUG\\fR\n", "SLUG\\fR\n")
                .contains(".TP\n\\fB\\-o, \\-\\-output FORMAT\\fR\n", "Default: table\n")
                .contains(".TP\n\\fB130\\fR\n", "tenantry(1)")
                .doesNotContain("${");
        assertThat(run("man", "restore", "everything").exit()).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void everyCommandHasAPageOfRequestsThatReadersKnow() throws IOException {
        List<Path> pages = written();

        assertThat(pages)
                .extracting(page -> page.getFileName().toString())
                .contains("tenantry.1", "tenantry-tenant-create.1", "tenantry-rows.1")
                .hasSizeGreaterThan(30);
        for (Path page : pages) {
            assertThat(Files.readString(page).lines())
                    .as(page.toString())
                    .allMatch(line ->
                            !line.isEmpty()
                                    && (!line.matches("[.'].*")
                                            || REQUEST.matcher(line).matches()));
        }
    }

    @Test
    void readersTakeThePagesWithoutAWarning() throws IOException, InterruptedException {
        List<Path> pages = written();
        Path log = folder.resolve("log");

        Assumptions.assumeTrue(isThere("groff"), "no groff here");
        Process groff =
                new ProcessBuilder(
                                Stream.concat(
                                                Stream.of("groff", "-ww", "-man", "-Tutf8", "-z"),
                                                pages.stream().map(Path::toString))
                                        .toList())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();

        assertThat(groff.waitFor()).isZero();
        assertThat(Files.readString(log)).isEmpty();
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }
}
