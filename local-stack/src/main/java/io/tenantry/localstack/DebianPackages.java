package io.tenantry.localstack;

import io.tenantry.localstack.StackException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Downloads packages of Debian's unstable branch with the machine's own apt, from the archive that
 * the machine already uses, in a private apt root: the machine's packages and lists stay as they
 * are.
 */
final class DebianPackages {
    private static final int NEEDED_MEBIBYTES = 700;
    private static final Pattern SERVER_PACKAGE =
            Pattern.compile("mysql-server-core_(?:\\d+%3a)?([^_]+)_.*\\.deb");

    private final Path root;

    private DebianPackages(Path root) {
        this.root = root;
    }

    /** Downloads MySQL and unpacks it into the cache. */
    static Path fetchMySql() {
        Path work = SoftwareCache.unfinished("apt");
        try {
            DiskSpace.require(work, NEEDED_MEBIBYTES);
            return new DebianPackages(work).fetch();
        } catch (IOException e) {
            throw unavailable(e.toString());
        } finally {
            FileTrees.delete(work);
        }
    }

    private Path fetch() throws IOException {
        makePrivateRoot();
        apt("update");
        apt(
                "install",
                "--yes",
                "--download-only",
                "--no-install-recommends",
                "mysql-server-core",
                "mysql-client-core");
        List<Path> packages = downloaded();
        return SoftwareCache.folder(
                DebianMySql.cacheName(version(packages)),
                NEEDED_MEBIBYTES,
                target -> unpack(packages, target));
    }

    private void makePrivateRoot() throws IOException {
        for (String folder :
                List.of(
                        "etc/apt.conf.d",
                        "etc/preferences.d",
                        "lists/partial",
                        "archives/partial")) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.createFile(root.resolve("status"));
        Files.writeString(
                root.resolve("etc/sources.list"), "deb %s sid main%n".formatted(archive()));
    }

    /** The address of Debian's main archive in the machine's own apt sources. */
    private String archive() throws IOException {
        String targets =
                run(
                        List.of(
                                "apt-get",
                                "indextargets",
                                "--format",
                                "$(REPO_URI) $(LABEL)",
                                "Created-By: Packages"));
        return targets.lines()
                .map(line -> line.split(" ", -1))
                .filter(fields -> fields.length == 2 && fields[1].equals("Debian"))
                .map(fields -> fields[0])
                .findFirst()
                .orElseThrow(() ->
                        unavailable(
                                "this machine's apt knows no Debian archive (apt-get update?)"));
    }

    private void apt(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("apt-get", "--quiet=2"));
        option(command, "Dir::Etc=" + root.resolve("etc"));
        // Keys and passwords stay the machine's; its proxy is read before these options.
        option(command, "Dir::Etc::trusted=/etc/apt/trusted.gpg");
        option(command, "Dir::Etc::trustedparts=/etc/apt/trusted.gpg.d");
        option(command, "Dir::Etc::netrc=/etc/apt/auth.conf");
        option(command, "Dir::Etc::netrcparts=/etc/apt/auth.conf.d");
        option(command, "Dir::State::lists=" + root.resolve("lists"));
        option(command, "Dir::State::status=" + root.resolve("status"));
        option(command, "Dir::Cache=" + root);
        option(command, "Dir::Cache::archives=" + root.resolve("archives"));
        option(command, "Debug::NoLocking=true");
        command.addAll(List.of(arguments));
        run(command);
    }

    private static void option(List<String> command, String option) {
        command.add("-o");
        command.add(option);
    }

    private List<Path> downloaded() throws IOException {
        List<Path> packages = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(root.resolve("archives"), "*.deb")) {
            files.forEach(packages::add);
        }
        return packages;
    }

    private static String version(List<Path> packages) {
        return packages.stream()
                .map(file -> SERVER_PACKAGE.matcher(file.getFileName().toString()))
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow(() -> unavailable("apt downloaded no mysql-server-core"));
    }

    private static void unpack(List<Path> packages, Path target) throws IOException {
        for (Path file : packages) {
            run(List.of("dpkg-deb", "--extract", file.toString(), target.toString()));
        }
    }

    private static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw unavailable("%s failed:%n%s".formatted(command.getFirst(), output.strip()));
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    private static StackException unavailable(String why) {
        return new StackException(
                Reason.NOT_INSTALLED,
                "There is no mysqld of MySQL 8.4 or newer on the PATH, and Debian's MySQL could not be fetched: %s%n"
                                .formatted(why)
                        + "Install MySQL 8.4 or 9.7, or leave the engine at mariadb.");
    }
}
