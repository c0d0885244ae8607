package io.tenantry.cli.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.cli.CommandProcess;
import io.tenantry.cli.ExitCode;
import io.tenantry.cli.TestedFleet;
import io.tenantry.cli.TestedFleet.Ran;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Very large rows and events, in a process of little memory. */
class LargeRowsTest {
    private static final int MIB = 1 << 20;

    private final TestedFleet fleet = TestedFleet.shared();

    private String tenantWithARowOf(int bytes) {
        String slug = fleet.tenant();
        fleet.executeIn(slug, "CREATE TABLE notes (text VARCHAR(20) PRIMARY KEY, large LONGBLOB)");
        insert(slug, "first", bytes);
        return slug;
    }

    private void insert(String slug, String text, int bytes) {
        fleet.executeIn(
                slug,
                "INSERT INTO notes VALUES ('%s', REPEAT('much\t\\n\\\\', %d))"
                        .formatted(text, bytes / 7));
    }

    private String sums(String slug) {
        return fleet.textsIn(slug, "SELECT CONCAT(text, SHA2(large, 256)) FROM notes ORDER BY text")
                .toString();
    }

    private static Ran run(CommandProcess started) throws InterruptedException {
        try (CommandProcess process = started) {
            return process.ended();
        }
    }

    @Test
    void passThroughBackupLogReplayAndRestore() throws Exception {
        String slug = tenantWithARowOf(8 * MIB);
        Ran backup = run(fleet.start("backup", "create", slug));
        assertThat(backup.exit()).as(backup.err()).isEqualTo(ExitCode.OK);
        insert(slug, "second", 8 * MIB);
        String then = sums(slug);
        Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        Awaitility.await().until(() -> Instant.now().isAfter(at));
        insert(slug, "third", 7);

        Ran restored = run(fleet.start("restore", slug, "--at", at.toString(), "--yes"));

        assertThat(restored.exit()).as(restored.err()).isEqualTo(ExitCode.OK);
        assertThat(sums(slug)).isEqualTo(then).contains("first", "second");
    }

    @Test
    void oneThatDoesNotFitIsSaidAndTheOperationEnds() throws Exception {
        String slug = tenantWithARowOf(14 * MIB);

        Ran backup = run(fleet.startWith("40m", "backup", "create", slug));

        assertThat(backup.exit()).as(backup.err()).isEqualTo(ExitCode.NOT_DONE);
        assertThat(backup.err())
                .contains("was undone", "the memory of this process (", "-Xmx")
                .doesNotContain("\tat ");
        assertThat(fleet.run("backup", "create", slug).exit()).isEqualTo(ExitCode.OK);
    }
}
