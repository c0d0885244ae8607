package io.tenantry.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runner as scripts use it: a process of its own, told to stop, killed, orphaned. */
class StackRunnerTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir Path folder;
    private Path data;
    private Path file;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void nameFiles() {
        data = folder.resolve("data");
        file = folder.resolve("stack.json");
    }

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
        started.forEach(process -> process.onExit().join());
        // A killed runner leaves its servers; opening the folder ends them.
        DataFolder.open(data).close();
    }

    @Test
    void stopsAllWhenTerminated() throws Exception {
        Process runner = startedRunner();
        StackDescription stack = StackFile.read(file);
        assertThat(stack.pid()).isEqualTo(runner.pid());
        assertThat(Sql.ask(stack.servers().getFirst(), "SELECT 1")).isEqualTo("1");

        runner.destroy();

        assertThat(runner.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(StackProcesses.serving(data)).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void killedRunnersServersAreEndedByTheNextAndTheirDataServed() throws Exception {
        Process killed = startedRunner();
        StackDescription before = StackFile.read(file);
        Sql.run(before.controlPlane(), "CREATE TABLE kept (id INT PRIMARY KEY)");
        killed.destroyForcibly().waitFor();
        assertThat(ProcessHandle.of(before.servers().getFirst().pid())).isPresent();
        Files.delete(file);

        startedRunner();

        StackDescription after = StackFile.read(file);
        assertThat(ProcessHandle.of(before.servers().getFirst().pid())).isEmpty();
        assertThat(ProcessHandle.of(before.redis().pid())).isEmpty();
        assertThat(Sql.ask(after.servers().getFirst(), "SELECT COUNT(*) FROM tenantry.kept"))
                .isEqualTo("0");
    }

    @Test
    void secondRunnerOnTheFolderIsRefused() throws Exception {
        Process first = startedRunner();

        Process second = runner("--data", data.toString(), "--file", folder + "/other.json");

        assertThat(second.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(3);
        assertThat(errors()).contains("in use by process " + first.pid());
        assertThat(Sql.ask(StackFile.read(file).servers().getFirst(), "SELECT 1")).isEqualTo("1");
    }

    @Test
    void endsWithItsParent() throws Exception {
        Process parent = new ProcessBuilder("sleep", "600").start();
        started.add(parent);
        Process runner =
                runner(
                        "--data",
                        data.toString(),
                        "--file",
                        file.toString(),
                        "--parent",
                        Long.toString(parent.pid()));
        awaitFile(runner);

        parent.destroyForcibly();

        assertThat(runner.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(runner.exitValue()).isZero();
        assertThat(StackProcesses.serving(data)).isEmpty();
    }

    @Test
    void wrongArgumentsAreExplained() throws Exception {
        Process runner = runner("--data", data.toString(), "--servers", "many");

        assertThat(runner.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(runner.exitValue()).isEqualTo(2);
        assertThat(errors()).contains("--servers takes a number, not 'many'").contains("Usage:");
    }

    private Process startedRunner() throws IOException {
        Process runner = runner("--data", data.toString(), "--file", file.toString());
        awaitFile(runner);
        return runner;
    }

    private void awaitFile(Process runner) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Files.exists(file) || !runner.isAlive());
        assertThat(runner.isAlive()).isTrue();
    }

    private Process runner(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                StackRunner.class.getName(),
                                "--fast",
                                "--engine",
                                Engines.UNDER_TEST.toString()));
        command.addAll(List.of(arguments));
        File log = folder.resolve("runner.log").toFile();
        Process runner =
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log))
                        .start();
        started.add(runner);
        return runner;
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("runner.log"));
    }
}
