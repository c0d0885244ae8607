package io.tenantry.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which MySQL is taken, on a PATH of the test's own with programs that only tell what they are. */
class MySqlChoiceTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/usr/sbin/mysqld  Ver 9.7.4 for Linux on x86_64 (MySQL Community Server - GPL)",
                "mysqld  Ver 8.4.6-0ubuntu0 for Linux on x86_64 ((Ubuntu))",
                "/opt/mysqld  Ver 9.1.0 for Linux on aarch64 (Source distribution)",
                "mysqld  Ver 10.0.0 for Linux on x86_64 (MySQL Community Server - GPL)"
            })
    void aMySqlOfAReleaseThatTenantryWorksWithIsTaken(String version) throws IOException {
        Path mysqld = program("bin", "mysqld", "echo '%s'".formatted(version));

        assertThat(InstalledMySql.command(path("bin")))
                .contains(List.of(mysqld.toString(), "--no-defaults"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysqld  Ver 11.4.5-MariaDB for debian-linux-gnu on x86_64 (Debian)",
                "mysqld  Ver 10.11.6-MariaDB-0+deb12u1 for debian-linux-gnu on x86_64",
                "mysqld  Ver 5.7.44 for Linux on x86_64 (MySQL Community Server (GPL))",
                "mysqld  Ver 8.0.38 for Linux on x86_64 (MySQL Community Server - GPL)",
                "mysqld  Ver 8.4.1 for Linux on x86_64 (MySQL Community Server - GPL)",
                "mysqld  Ver 9.0.0 for Linux on x86_64 (MySQL Community Server - GPL)",
                "mysqld: error while loading shared libraries: libaio.so.1"
            })
    void anyOtherUnderThatNameIsPassedBy(String version) throws IOException {
        program("bin", "mysqld", "echo '%s'".formatted(version));

        assertThat(InstalledMySql.command(path("bin"))).isEmpty();
    }

    @Test
    void oneThatIsPassedByDoesNotHideAFitOneFurtherOn() throws IOException {
        program("first", "mysqld", "echo 'mysqld  Ver 11.4.5-MariaDB for Linux'");
        Files.writeString(folder("second").resolve("mysqld"), "not executable");
        Path fit = program("third", "mysqld", "echo 'mysqld  Ver 8.4.6 for Linux'");
        program("fourth", "mysqld", "echo 'mysqld  Ver 9.7.4 for Linux'");

        assertThat(InstalledMySql.command(path("first", "second", "", "gone", "third", "fourth")))
                .contains(List.of(fit.toString(), "--no-defaults"));
    }

    @Test
    void withoutAptTheRunnerSaysThatNoMySqlIsToBeHadAndWhatToDo() throws Exception {
        program("bin", "mysqld", "echo 'mysqld  Ver 11.4.5-MariaDB for Linux'");

        Ended runner = run(path("bin"));

        assertThat(runner.exitCode()).isEqualTo(6);
        assertThat(runner.errors())
                .contains("no mysqld of MySQL 8.4 or newer on the PATH")
                .contains("apt-get")
                .contains("leave the engine at mariadb");
    }

    @Test
    void whatAptSaysIsPassedOnWhenItCannotFetch() throws Exception {
        program(
                "bin",
                "apt-get",
                """
                case "$*" in
                  indextargets*) echo 'http://debian.invalid/debian Debian' ;;
                  *) echo 'E: Could not resolve debian.invalid'; exit 100 ;;
                esac
                """);

        Ended runner = run(path("bin"));

        assertThat(runner.exitCode()).isEqualTo(6);
        assertThat(runner.errors()).contains("E: Could not resolve debian.invalid");
        assertThat(leftInCache()).isEmpty();
    }

    @Test
    void anAptThatKnowsNoDebianOrDownloadsNothingIsNotTakenForOneThatDid() throws Exception {
        program("none", "apt-get", "echo 'http://ubuntu.invalid/ubuntu Ubuntu'");
        program("nothing", "apt-get", "echo 'http://debian.invalid/debian Debian'");

        assertThat(run(path("none")))
                .satisfies(runner -> assertThat(runner.exitCode()).isEqualTo(6))
                .satisfies(runner ->
                        assertThat(runner.errors()).contains("apt knows no Debian archive"));
        assertThat(run(path("nothing")))
                .satisfies(runner -> assertThat(runner.exitCode()).isEqualTo(6))
                .satisfies(runner ->
                        assertThat(runner.errors()).contains("downloaded no mysql-server-core"));
        assertThat(leftInCache()).isEmpty();
    }

    private record Ended(int exitCode, String errors) {}

    /** The stack's runner with a cache that holds nothing. */
    private Ended run(String path) throws Exception {
        Path errors = folder.resolve("errors.log");
        ProcessBuilder builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                StackRunner.class.getName(),
                                "--engine",
                                "mysql",
                                "--data",
                                folder.resolve("data").toString(),
                                "--file",
                                folder.resolve("stack.json").toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(errors.toFile());
        builder.environment().put("PATH", path);
        builder.environment().put("TENANTRY_CACHE", folder.resolve("cache").toString());
        Process runner = builder.start();
        assertThat(runner.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Ended(runner.exitValue(), Files.readString(errors));
    }

    private List<Path> leftInCache() throws IOException {
        try (var left = Files.list(folder.resolve("cache/tenantry"))) {
            return left.toList();
        }
    }

    private String path(String... folders) {
        return String.join(
                File.pathSeparator,
                List.of(folders).stream()
                        .map(name -> name.isEmpty() ? "" : folder.resolve(name).toString())
                        .toList());
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private Path program(String in, String name, String script) throws IOException {
        Path file = folder(in).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
