package io.tenantry.cli.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.cli.CommandProcess;
import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.TestedFleet;
import io.tenantry.cli.TestedFleet.Ran;
import io.tenantry.cli.Wire;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The command line in a process of its own that is stopped in the middle of its work, by Ctrl-C and
 * by {@code kill -9}: while it waits for a database server that has just fallen silent.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForcedEndsTest {
    private static final String SLOW = "slow";
    private static final long MUCH = 1_000_000;
    private static final Duration LONG = Duration.ofSeconds(60);

    private final TestedFleet fleet = TestedFleet.shared();
    private Wire wire;
    private String slug;
    @TempDir private Path folder;

    enum Work {
        BACKUP("backup create"),
        RESTORE("restore --yes"),
        PEEK("peek"),
        EXPORT("export --force --to");

        private final String words;

        Work(String words) {
            this.words = words;
        }

        String[] command(ForcedEndsTest test) {
            Stream<String> file =
                    this == EXPORT
                            ? Stream.of(test.folder.resolve("all.zip").toString())
                            : Stream.of();
            return Stream.of(Stream.of(words.split(" ", -1)), file, Stream.of(test.slug))
                    .flatMap(word -> word)
                    .toArray(String[]::new);
        }
    }

    @BeforeAll
    void makeATenantWithMuch() throws IOException {
        wire = Wire.to(fleet.server().host(), fleet.server().port());
        fleet.register(SLOW, wire.port());
        slug = TestedFleet.slug();
        assertThat(fleet.run("tenant", "create", slug, "--server", SLOW).exit())
                .isEqualTo(ExitCode.OK);
        fleet.executeIn(
                slug,
                "CREATE TABLE notes (id SERIAL, text VARCHAR(20), much MEDIUMTEXT) ENGINE=InnoDB");
        fleet.executeIn(
                slug, "INSERT INTO notes (text, much) VALUES ('then', REPEAT('much ', 10000))");
        for (int i = 0; i < 6; i++) {
            fleet.executeIn(slug, "INSERT INTO notes (text, much) SELECT text, much FROM notes");
        }
        fleet.executeIn(slug, "UPDATE notes SET text = id");
        assertThat(fleet.run("backup", "create", slug).exit()).isEqualTo(ExitCode.OK);
    }

    @AfterAll
    void close() throws IOException {
        fleet.declareDown(SLOW);
        wire.close();
    }

    /** Databases and accounts on the server, objects in the store and files of the export. */
    private Set<String> traces() throws IOException {
        Set<String> traces = new TreeSet<>(onServer());
        for (Path place : List.of(fleet.backups(), folder)) {
            try (Stream<Path> files = Files.walk(place)) {
                files.filter(Files::isRegularFile).map(Path::toString).forEach(traces::add);
            }
        }
        return traces;
    }

    private List<String> onServer() {
        return fleet.texts(
                """
                SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE 't\\_%'
                UNION ALL
                SELECT CONCAT(User, '@') FROM mysql.user WHERE User LIKE 't\\_%'
                """);
    }

    private String undone() {
        return fleet.run("operation", "list", "--tenant", slug, "--state", "undone").out();
    }

    private List<String> unfinished() {
        return fleet.texts(
                """
                SELECT o.id FROM {cp}.operations o JOIN {cp}.tenants t ON t.id = o.tenant_id
                WHERE t.slug = '%s' AND o.state IN ('running', 'failed')
                """
                        .formatted(slug));
    }

    private CommandProcess inTheMiddleOf(Work work) {
        wire.silentAfter(MUCH);
        CommandProcess process = fleet.start(work.command(this));
        await().atMost(LONG).until(() -> wire.isSilent() || !process.isAlive());
        assertThat(process.isAlive()).as(process.said()).isTrue();
        return process;
    }

    @ParameterizedTest
    @EnumSource
    void ctrlCTakesBackWhatWasBegunAndTheNextRunIsClean(Work work) throws Exception {
        Set<String> before = traces();
        List<String> notes = fleet.notes(slug);
        try (CommandProcess process = inTheMiddleOf(work)) {
            process.interrupt();

            Ran ended = process.ended();
            assertThat(ended.exit()).as(ended.err()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(ended.err())
                    .contains("Stopping. Operation ", "was undone; nothing of it is left.")
                    .doesNotContain("\tat ");
            assertThat(ended.out()).isEmpty();
        }
        assertThat(undone()).contains(work.name().toLowerCase(Locale.ROOT));
        assertThat(unfinished()).isEmpty();
        assertThat(traces()).isEqualTo(before);
        assertThat(fleet.notes(slug)).isEqualTo(notes);

        wire.mend();
        Ran again = fleet.run(work.command(this));
        assertThat(again.exit()).as(again.err()).isEqualTo(ExitCode.OK);
        assertThat(fleet.notes(slug)).isEqualTo(notes);
    }

    @ParameterizedTest
    @EnumSource(names = {"BACKUP", "RESTORE"})
    void whatIsKilledIsFinishedByTheNextRun(Work work) throws Exception {
        Set<String> before = Set.copyOf(onServer());
        List<String> notes = fleet.notes(slug);
        try (CommandProcess process = inTheMiddleOf(work)) {
            process.kill();
        }
        assertThat(fleet.notes(slug)).isEqualTo(notes);
        wire.mend();
        endLeases();

        Ran next = fleet.run(work.command(this));

        assertFinishedByTheNextRun(next, before);
        assertThat(fleet.notes(slug)).isEqualTo(notes);
    }

    /** As when eight seconds have passed. */
    private void endLeases() {
        fleet.execute(
                "UPDATE {cp}.operations SET lease_until = '2020-01-01' WHERE lease_until IS NOT NULL");
    }

    private void assertFinishedByTheNextRun(Ran next, Set<String> before) throws IOException {
        assertThat(next.exit()).as(next.err()).isEqualTo(ExitCode.OK);
        assertThat(next.err()).contains("was left by a process that was killed", ": succeeded.");
        assertThat(unfinished()).isEmpty();
        assertThat(fleet.run("tenant", "show", slug).out()).containsPattern("state +active");
        Set<String> more = new TreeSet<>(onServer());
        more.removeAll(before);
        assertThat(more)
                .isEqualTo(
                        fleet
                                .texts(
                                        """
                                        SELECT database_name FROM {cp}.tenant_databases
                                        UNION ALL SELECT CONCAT(account, '@') FROM {cp}.tenant_databases
                                        """)
                                .stream()
                                .filter(made -> !before.contains(made))
                                .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(traces()).noneMatch(trace -> trace.contains("unfinished"));
    }

    @Test
    void whatIsKilledInTheMiddleOfTheSwapIsFinishedByTheNextRun() throws Exception {
        Set<String> before = Set.copyOf(onServer());
        try (CommandProcess process = fleet.start(Work.RESTORE.command(this));
                Connection holder = fleet.openServer()) {
            awaitSwap(process, holder);
            process.kill();
            holder.rollback();
        }
        assertThat(fleet.run("tenant", "show", slug).out()).containsPattern("state +maintenance");
        endLeases();

        Ran next = fleet.run(Work.RESTORE.command(this));

        assertFinishedByTheNextRun(next, before);
        assertThat(fleet.notes(slug)).hasSize(64);
    }

    @Test
    void ctrlCInTheMiddleOfTheSwapSaysThatItHasHappened() throws Exception {
        try (CommandProcess process = fleet.start(Work.RESTORE.command(this));
                Connection holder = fleet.openServer()) {
            awaitSwap(process, holder);
            process.interrupt();
            await().atMost(LONG).until(() -> process.said().contains("Stopping."));
            holder.rollback();

            Ran ended = process.ended();
            assertThat(ended.exit()).as(ended.err()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(ended.err()).contains("had succeeded before it could be stopped");
        }
        assertThat(fleet.run("tenant", "show", slug).out()).containsPattern("state +active");
        assertThat(fleet.run("restore", slug, "--undo", "--yes").exit()).isEqualTo(ExitCode.OK);
    }

    /** As when it has waited once: whoever is first takes it on. */
    @Test
    void ctrlCTakesBackWhatAServerHasTakenOn() throws Exception {
        Set<String> before = traces();
        List<String> notes = fleet.notes(slug);
        String place = serving();
        try (CommandProcess process = inTheMiddleOf(Work.RESTORE);
                Session server = fleet.session()) {
            OperationRunner runner = server.control().provisioning().runner();
            OperationId restore = new OperationId(unfinished().getFirst());
            wire.silentAfter(MUCH);
            await().atMost(LONG)
                    .until(() -> {
                        endLeases();
                        return runner.takeOn(restore);
                    });
            await().atMost(LONG).until(wire::isSilent);
            process.interrupt();

            Ran ended = process.ended();
            assertThat(ended.exit()).as(ended.err()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(ended.err())
                    .contains("A server is at work on it", "was undone; nothing of it is left.");
        }
        assertThat(unfinished()).isEmpty();
        assertThat(serving()).isEqualTo(place);
        assertThat(traces()).isEqualTo(before);
        assertThat(fleet.notes(slug)).isEqualTo(notes);
    }

    private String serving() {
        return fleet.texts("SELECT database_id FROM {cp}.tenants WHERE slug = '%s'".formatted(slug))
                .getFirst();
    }

    /** Until it turns the route, which the holder keeps it from. */
    private void awaitSwap(CommandProcess process, Connection holder) throws SQLException {
        wire.mend();
        holder.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute(
                    "SELECT id FROM %s.tenant_databases WHERE id = '%s' FOR UPDATE"
                            .formatted(fleet.controlPlane(), serving()));
        }
        await().atMost(LONG)
                .until(() -> process.said().contains("switch-route: doing") || !process.isAlive());
        await().atMost(LONG)
                .until(() ->
                        !process.isAlive()
                                || !fleet.texts(
                                                "SELECT trx_id FROM information_schema.INNODB_TRX WHERE trx_state = 'LOCK WAIT'")
                                        .isEmpty());
        assertThat(process.isAlive()).as(process.said()).isTrue();
    }
}
