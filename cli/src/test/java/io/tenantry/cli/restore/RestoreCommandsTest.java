package io.tenantry.cli.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.TestedFleet;
import io.tenantry.cli.TestedFleet.Ran;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RestoreCommandsTest {
    private static final Pattern BACKUP = Pattern.compile("\"backup\": \\{\\s+\"id\": \"(\\w+)\"");
    private static final Pattern PEEK = Pattern.compile("(?m)^(\\w+) +open ");

    private final TestedFleet fleet = TestedFleet.shared();

    @Test
    void backupComesBackAndTheChangeIsUndone() {
        String slug = withNote("then");
        String backup = backup(slug);
        note(slug, "now");

        Ran planned = fleet.run("restore", slug, "--backup", backup, "--dry-run", "-o", "json");
        Ran refused = fleet.run("restore", slug, "--backup", backup);
        assertThat(fleet.notes(slug)).containsExactly("now", "then");
        Ran restored = fleet.run("restore", slug, "--backup", backup, "--yes", "-o", "json");

        assertThat(planned.out())
                .contains("\"possible\": \"now\"", "\"mode\": \"side-by-side\"", backup);
        assertThat(refused.exit()).isEqualTo(ExitCode.NOT_CONFIRMED);
        assertThat(restored.exit()).as(restored.err()).isEqualTo(ExitCode.OK);
        assertThat(restored.out()).contains("\"state\": \"done\"", "\"operation\": {");
        assertThat(fleet.notes(slug)).containsExactly("then");

        Ran undone = fleet.run("restore", slug, "--undo", "--yes");
        assertThat(undone.exit()).as(undone.err()).isEqualTo(ExitCode.OK);
        assertThat(fleet.notes(slug)).containsExactly("now", "then");
    }

    @Test
    void tenantOfALostServerGoesOnOnAnother() {
        String slug = withNote("then");
        backup(slug);
        String[] wish = {"restore", slug, "--mode", "lost-server", "--server", "spare"};
        // The spare one is the same server, of which the first name is lost.
        fleet.register("spare", fleet.server().port());
        Ran nowhere = fleet.run("restore", slug, "--mode", "lost-server", "--yes");
        Ran refused = fleet.run(with(wish, "--yes"));
        Ran planned;
        Ran restored;
        fleet.execute("UPDATE {cp}.database_servers SET port = 1 WHERE name = 'db1'");
        // Another test's command may have archived its log a moment ago.
        fleet.execute("UPDATE {cp}.binlog_archivers SET seen_at = NULL");
        try {
            planned = fleet.run(with(wish, "--dry-run", "-o", "json"));
            restored = fleet.run(with(wish, "--yes", "-o", "json"));
        } finally {
            fleet.execute(
                    "UPDATE {cp}.database_servers SET state = IF(name = 'db1', 'active', 'draining'), port = "
                            + fleet.server().port());
        }

        assertThat(nowhere.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.exit()).isEqualTo(ExitCode.CONFLICT);
        assertThat(refused.err()).contains("server_not_lost");
        assertThat(planned.exit()).as(planned.err()).isEqualTo(ExitCode.OK);
        assertThat(planned.out())
                .contains("\"recoveryPoint\": ", "\"archivedUntil\": ", "\"server\": \"spare\"");
        assertThat(restored.exit()).as(restored.err()).isEqualTo(ExitCode.OK);
        assertThat(restored.out()).contains("\"mode\": \"lost-server\"", "\"fencedAt\": null");
        assertThat(fleet.run("tenant", "show", slug).out()).contains("spare");
        assertThat(fleet.notes(slug)).containsExactly("then");
    }

    @Test
    void anySecondComesBackThoughNoServerArchives() {
        String slug = withNote("before");
        backup(slug);
        note(slug, "kept");
        Instant at = nextSecond();
        note(slug, "mistake");

        Ran diff = fleet.run("diff", slug, "--at", at.toString());
        Ran restored =
                fleet.run("restore", slug, "--at", at.toString(), "--mode", "in-place", "--yes");

        assertThat(diff.exit()).as(diff.err()).isEqualTo(ExitCode.OK);
        assertThat(diff.out()).containsPattern("(?m)^notes +2 +3 +1 +0 +0");
        assertThat(restored.exit()).as(restored.err()).isEqualTo(ExitCode.OK);
        assertThat(fleet.notes(slug)).containsExactly("before", "kept");
    }

    @Test
    void archiveThatMakesNoHeadwayIsToldAndNothingIsDone() {
        String slug = withNote("then");
        backup(slug);
        Instant at = nextSecond();
        fleet.execute(
                "INSERT IGNORE INTO {cp}.binlog_archivers (server_id) SELECT id FROM {cp}.database_servers");
        fleet.execute(
                "UPDATE {cp}.binlog_archivers SET lease_owner = 'hangs', lease_until = '2999-01-01'");
        try {
            Ran rehearsed =
                    fleet.run("restore", slug, "--at", at.toString(), "--dry-run", "-o", "json");
            Ran ran =
                    fleet.run(
                            "restore", slug, "--at", at.toString(), "--log-patience", "1", "--yes");

            assertThat(rehearsed.exit()).as(rehearsed.err()).isEqualTo(ExitCode.OK);
            assertThat(rehearsed.out())
                    .contains("\"possible\": \"once archived\"", "\"archivedUntil\": ");

            assertThat(ran.exit()).isEqualTo(ExitCode.CONFLICT);
            assertThat(ran.err()).contains("recovery_behind", "Nothing was done", "doctor");
            assertThat(fleet.run("operation", "list", "--tenant", slug).out())
                    .doesNotContain("restore");
        } finally {
            fleet.execute(
                    "UPDATE {cp}.binlog_archivers SET lease_owner = NULL, lease_until = NULL");
        }
    }

    @Test
    void peekIsOpenedListedAndEnded() {
        String slug = withNote("then");
        backup(slug);

        Ran opened = fleet.run("peek", slug, "--hours", "1", "-o", "json");
        Matcher listed = PEEK.matcher(fleet.run("peek", slug, "--list").out());

        assertThat(opened.exit()).as(opened.err()).isEqualTo(ExitCode.OK);
        assertThat(opened.out()).contains("\"password\": ");
        assertThat(listed.find()).isTrue();
        Ran ended = fleet.run("peek", slug, "--end", listed.group(1));
        assertThat(ended.exit()).as(ended.err()).isEqualTo(ExitCode.OK);
    }

    @Test
    void rowsComeBackFromAPeek() {
        String slug = withNote("lost");
        note(slug, "kept");
        backup(slug);
        fleet.run("peek", slug, "--hours", "1");
        fleet.executeIn(slug, "DELETE FROM notes");
        String[] wish = {
            "rows", slug, "--table", "notes", "--where", "text<m", "--where", "text is not null"
        };

        Ran counted = fleet.run(with(wish, "--key", "text=lost", "--dry-run", "-o", "json"));
        Ran refused = fleet.run(with(wish, "--key", "text=kept"));
        assertThat(fleet.notes(slug)).isEmpty();
        Ran returned =
                fleet.run(with(wish, "--key", "{\"text\": \"lost\"}", "--key", "text=no", "--yes"));

        assertThat(counted.exit()).as(counted.err()).isEqualTo(ExitCode.OK);
        assertThat(counted.out()).contains("\"matched\": 1", "\"inserted\": 1");
        assertThat(refused.exit()).isEqualTo(ExitCode.NOT_CONFIRMED);
        assertThat(refused.err()).contains("inserts 1 into the table notes");
        assertThat(returned.exit()).as(returned.err()).isEqualTo(ExitCode.OK);
        assertThat(returned.out()).containsPattern("inserted +1");
        assertThat(fleet.notes(slug)).containsExactly("lost");

        assertThat(fleet.run("rows", slug, "--table", "notes").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(fleet.run("rows", slug, "--table", "notes", "--where", "text~l").exit())
                .isEqualTo(ExitCode.USAGE);
        assertThat(fleet.run("rows", slug, "--table", "none", "--key", "text=lost").err())
                .contains("rows_malformed");
        assertThat(fleet.run("rows", fleet.tenant(), "--table", "notes", "--key", "text=a").exit())
                .isEqualTo(ExitCode.NOT_FOUND);
    }

    private static String[] with(String[] wish, String... more) {
        return Stream.of(wish, more).flatMap(Stream::of).toArray(String[]::new);
    }

    @Test
    void newTenantBeginsWithABackup() {
        String slug = withNote("then");
        String backup = backup(slug);
        String other = TestedFleet.slug();

        Ran made =
                fleet.run(
                        "restore",
                        slug,
                        "--backup",
                        backup,
                        "--mode",
                        "new-tenant",
                        "--new-slug",
                        other);

        assertThat(made.exit()).as(made.err()).isEqualTo(ExitCode.OK);
        assertThat(fleet.notes(other)).containsExactly("then");
    }

    @Test
    void refusalsHaveCodesOfTheirOwn() {
        String slug = fleet.tenant();

        assertThat(fleet.run("restore", "nobody", "--yes").exit()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(fleet.run("restore", slug, "--backup", "none", "--yes").exit())
                .isEqualTo(ExitCode.NOT_FOUND);
        assertThat(fleet.run("restore", slug, "--at", "yesterday").exit())
                .isEqualTo(ExitCode.USAGE);
        assertThat(fleet.run("restore", slug, "--undo", "--dry-run", "--yes").exit())
                .isEqualTo(ExitCode.USAGE);
        assertThat(fleet.run("restore", slug, "--undo", "--yes").exit())
                .isEqualTo(ExitCode.NOT_FOUND);
        assertThat(fleet.run("restore", slug, "--mode", "sideways").exit())
                .isEqualTo(ExitCode.USAGE);
        assertThat(fleet.run("restore", slug, "--at", "2999-01-01T00:00:00Z", "--yes").err())
                .contains("time_in_future");
        assertThat(fleet.run("restore", slug, "--at", "2001-01-01T00:00:00Z", "--yes").exit())
                .isEqualTo(ExitCode.CONFLICT);
    }

    private String withNote(String text) {
        String slug = fleet.tenant();
        fleet.executeIn(slug, "CREATE TABLE notes (text VARCHAR(20) PRIMARY KEY) ENGINE=InnoDB");
        note(slug, text);
        return slug;
    }

    private void note(String slug, String text) {
        fleet.executeIn(slug, "INSERT INTO notes VALUES ('%s')".formatted(text));
    }

    private String backup(String slug) {
        Ran made = fleet.run("backup", "create", slug, "-o", "json");
        Matcher id = BACKUP.matcher(made.out());
        assertThat(id.find()).as(made.err()).isTrue();
        return id.group(1);
    }

    /** The end of this second, when it is over. */
    private static Instant nextSecond() {
        Instant next = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        Awaitility.await().until(() -> Instant.now().isAfter(next));
        return next;
    }
}
