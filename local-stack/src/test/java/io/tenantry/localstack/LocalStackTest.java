package io.tenantry.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tenantry.localstack.StackException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running stack of two servers offers. */
class LocalStackTest {
    @TempDir static Path folder;
    private static LocalStack stack;

    @BeforeAll
    static void startStack() {
        stack = LocalStack.start(Engines.quickStackIn(folder).withServers(2));
    }

    @AfterAll
    static void stopStack() {
        stack.close();
    }

    @Test
    void everyServerAnswersItsAdministrator() throws SQLException {
        for (DatabaseServer server : stack.databaseServers()) {
            assertThat(Sql.ask(server, "SELECT CURRENT_USER()")).isEqualTo("tenantry_admin@%");
            assertThat(Sql.ask(server, "SELECT @@port")).isEqualTo("" + server.port());
        }
        assertThat(stack.databaseServers())
                .extracting(DatabaseServer::name)
                .containsExactly("db1", "db2");
    }

    @Test
    void serversDifferInTheirIds() throws SQLException {
        List<DatabaseServer> servers = stack.databaseServers();

        assertThat(Sql.ask(servers.get(0), "SELECT @@server_id")).isEqualTo("1");
        assertThat(Sql.ask(servers.get(1), "SELECT @@server_id")).isEqualTo("2");
    }

    @Test
    void binaryLogHoldsRowsWithFullMetadata() throws SQLException {
        for (DatabaseServer server : stack.databaseServers()) {
            assertThat(Sql.ask(server, "SELECT @@log_bin")).isEqualTo("1");
            assertThat(Sql.ask(server, "SELECT @@binlog_format")).isEqualTo("ROW");
            assertThat(Sql.ask(server, "SELECT @@binlog_row_image")).isEqualTo("FULL");
            assertThat(Sql.ask(server, "SELECT @@binlog_row_metadata")).isEqualTo("FULL");
        }
    }

    @Test
    void serverListensOnLoopbackAndAllowsAStockNumberOfConnections() throws SQLException {
        DatabaseServer server = stack.databaseServers().getFirst();

        assertThat(Sql.ask(server, "SELECT @@bind_address")).isEqualTo("127.0.0.1");
        assertThat(Sql.ask(server, "SELECT @@max_connections")).isEqualTo("151");
    }

    @Test
    void temporaryFilesAreEachServersOwn() throws Exception {
        for (DatabaseServer server : stack.databaseServers()) {
            Path own = folder.toRealPath().resolve(server.name()).resolve("tmp");
            assertThat(Sql.ask(server, "SELECT @@tmpdir")).isEqualTo(own.toString());
        }
    }

    @Test
    void noRootAndNoAnonymousAccountExists() throws SQLException {
        for (DatabaseServer server : stack.databaseServers()) {
            assertThat(
                            Sql.ask(
                                    server,
                                    """
                                    SELECT COUNT(*) FROM mysql.user WHERE User IN ('root', '')
                                    """))
                    .isEqualTo("0");
        }
    }

    @Test
    void controlAccountOwnsControlPlanesAndNothingElse() throws SQLException {
        ControlPlane control = stack.controlPlane();

        Sql.run(
                control,
                "CREATE TABLE probe (id INT PRIMARY KEY)",
                "DROP TABLE probe",
                "CREATE DATABASE cp_probe",
                "CREATE TABLE cp_probe.probe (id INT PRIMARY KEY)",
                "DROP DATABASE cp_probe");

        for (String foreign : List.of("CREATE DATABASE cpx", "CREATE DATABASE t_probe")) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> Sql.run(control, foreign))
                    .withMessageContaining("denied");
        }
    }

    @Test
    void controlPlaneConnectionsSpeakUtc() throws SQLException {
        ControlPlane control = stack.controlPlane();

        assertThat(
                        Sql.ask(
                                control.jdbcUrl(),
                                control.user(),
                                control.password(),
                                "SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), NOW())"))
                .isEqualTo("0");
    }

    @Test
    void redisAnswers() {
        Redis redis = stack.redis();

        assertThat(Probe.redisProcess(redis.port())).isEqualTo(redis.pid());
    }

    @Test
    void passwordsAreForTheirOwnerOnly() throws IOException {
        assumeTrue(!Platform.isWindows());

        for (String file : List.of("db1/admin.password", "db1/control.password")) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(folder.resolve(file))))
                    .isEqualTo("rw-------");
        }
        assertThat(ProcessHandle.of(stack.databaseServers().getFirst().pid()))
                .get()
                .extracting(process -> process.info().commandLine().orElse(""))
                .asString()
                .doesNotContain(stack.databaseServers().getFirst().adminPassword());
    }

    @Test
    void folderOfALivingStackIsRefusedToAnother() {
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> LocalStack.start(Engines.quickStackIn(folder)))
                .withMessageContaining("in use by process " + ProcessHandle.current().pid())
                .returns(Reason.FOLDER_IN_USE, StackException::reason);
    }

    @Test
    void furtherServerComesBackAfterKillOnItsPortWithItsData() throws SQLException {
        try (LocalDatabaseServer server = stack.startDatabaseServer("killed")) {
            DatabaseServer before = server.describe();
            Sql.run(
                    before,
                    "CREATE DATABASE kept",
                    "CREATE TABLE kept.rows_ (id INT PRIMARY KEY)",
                    "INSERT INTO kept.rows_ VALUES (42)");

            server.kill();
            assertThat(ProcessHandle.of(before.pid())).isEmpty();
            assertThat(Ports.isFree(before.port())).isTrue();
            server.start();

            assertThat(server.port()).isEqualTo(before.port());
            assertThat(server.pid()).isNotEqualTo(before.pid());
            assertThat(Sql.ask(server.describe(), "SELECT id FROM kept.rows_")).isEqualTo("42");
        }
    }

    @Test
    void furtherServerTakesArguments() throws SQLException {
        try (LocalDatabaseServer server =
                stack.startDatabaseServer("small", "--max-connections=17")) {
            assertThat(Sql.ask(server.describe(), "SELECT @@max_connections")).isEqualTo("17");
        }
    }

    @Test
    void mariaDbClaimsAnyVersion() throws SQLException {
        assumeTrue(stack.engine() == Engine.MARIADB);

        try (LocalDatabaseServer server = stack.startDatabaseServer("posing", "--version=8.0.38")) {
            assertThat(Sql.ask(server.describe(), "SELECT VERSION()")).startsWith("8.0.38");
        }
    }

    @Test
    void furtherRedisRestartsEmptyOnItsPort() {
        try (LocalRedis redis = stack.startRedis("second")) {
            int port = redis.port();
            long pid = redis.pid();

            redis.restart();

            assertThat(redis.port()).isEqualTo(port);
            assertThat(Probe.redisProcess(port)).isEqualTo(redis.pid()).isNotEqualTo(pid);
        }
    }

    @Test
    void serverThatCannotStartTellsTheEndOfItsLog() {
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> stack.startDatabaseServer("broken", "--no-such-option=1"))
                .withMessageContaining("no-such-option")
                .returns(Reason.START_FAILED, StackException::reason);
    }
}
