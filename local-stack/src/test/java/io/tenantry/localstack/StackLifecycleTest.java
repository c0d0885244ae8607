package io.tenantry.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.localstack.StackException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stacks that come and go on one folder. */
class StackLifecycleTest {
    @TempDir Path folder;

    @Test
    void restartKeepsDataPortAndPasswords() throws SQLException {
        DatabaseServer before;
        try (LocalStack stack = LocalStack.start(Engines.quickStackIn(folder))) {
            before = stack.databaseServers().getFirst();
            Sql.run(stack.controlPlane(), "CREATE TABLE kept (id INT PRIMARY KEY)");
        }

        assertThat(ProcessHandle.of(before.pid())).isEmpty();
        try (LocalStack stack = LocalStack.start(Engines.quickStackIn(folder))) {
            DatabaseServer after = stack.databaseServers().getFirst();
            assertThat(after.port()).isEqualTo(before.port());
            assertThat(after.adminPassword()).isEqualTo(before.adminPassword());
            assertThat(Sql.ask(after, "SELECT COUNT(*) FROM tenantry.kept")).isEqualTo("0");
        }
    }

    @Test
    void freshStackForgets() throws SQLException {
        try (LocalStack stack = LocalStack.start(Engines.quickStackIn(folder))) {
            Sql.run(stack.controlPlane(), "CREATE TABLE forgotten (id INT PRIMARY KEY)");
        }

        try (LocalStack stack = LocalStack.start(Engines.quickStackIn(folder).withFresh(true))) {
            assertThat(tables(stack)).isEqualTo("0");
        }
    }

    @Test
    void halfMadeDataFolderIsMadeAgain() throws IOException, SQLException {
        Path unfinished = folder.resolve("db1/data.unfinished");
        Files.createDirectories(unfinished);
        Files.writeString(unfinished.resolve("ibdata1"), "torn");
        Files.writeString(folder.resolve("db1/port"), "");
        Files.createFile(folder.resolve("db1/admin.password"));

        try (LocalStack stack = LocalStack.start(Engines.quickStackIn(folder))) {
            assertThat(tables(stack)).isEqualTo("0");
        }
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void otherEnginesDataIsRefused() throws IOException {
        Files.writeString(folder.resolve("engine"), "otherdb\n");

        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> LocalStack.start(Engines.quickStackIn(folder)))
                .withMessageContaining("holds data of otherdb")
                .returns(Reason.FOLDER_UNUSABLE, StackException::reason);
    }

    @Test
    void takenPortIsLeftToItsOwner() throws IOException, SQLException {
        Path blockedFolder = folder.resolve("blocked");
        try (LocalStack first = LocalStack.start(Engines.quickStackIn(folder.resolve("first")))) {
            int taken = first.databaseServers().getFirst().port();
            Files.createDirectories(blockedFolder.resolve("db1"));
            Files.writeString(blockedFolder.resolve("db1/port"), taken + "\n");

            try (LocalStack second = LocalStack.start(Engines.quickStackIn(blockedFolder))) {
                assertThat(second.databaseServers().getFirst().port()).isNotEqualTo(taken);
                assertThat(tables(second)).isEqualTo("0");
            }
        }
    }

    @Test
    void failedStartLeavesNothingRunningAndTheFolderFree() {
        StackOptions broken =
                Engines.quickStackIn(folder).withDatabaseArguments("--no-such-option=1");

        assertThatExceptionOfType(StackException.class).isThrownBy(() -> LocalStack.start(broken));

        assertThat(StackProcesses.serving(folder)).isEmpty();
        LocalStack.start(Engines.quickStackIn(folder)).close();
        assertThat(StackProcesses.serving(folder)).isEmpty();
    }

    @Test
    void closingTwiceIsWell() {
        LocalStack stack = LocalStack.start(Engines.quickStackIn(folder));

        stack.close();
        stack.close();

        assertThat(StackProcesses.serving(folder)).isEmpty();
    }

    private static String tables(LocalStack stack) throws SQLException {
        return Sql.ask(
                stack.databaseServers().getFirst(),
                """
                SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'tenantry'
                """);
    }
}
