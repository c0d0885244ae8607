package io.tenantry.localstack;

import io.tenantry.localstack.StackException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Data folders of servers that have never run, system tables and no accounts: made once for each
 * release of a database's software, and copied. Making one takes a server seconds, which tests that
 * start dozens would feel.
 */
final class NewDataFolder {
    /** Tells servers apart, so each makes its own. */
    private static final String SERVER_IDENTITY = "auto.cnf";

    private static final int MEBIBYTES = 400;
    private static final int NAME_DIGITS = 16;

    private NewDataFolder() {}

    /**
     * Copies one into an empty folder.
     *
     * @throws StackException if it has to be made and cannot be
     */
    static void copyInto(Path empty, DatabaseSoftware software) {
        Path made = SoftwareCache.folder(name(software), MEBIBYTES, data -> make(software, data));
        try (Stream<Path> files = Files.walk(made)) {
            for (Path file : (Iterable<Path>) files.skip(1)::iterator) {
                Path copy = empty.resolve(made.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectory(copy);
                } else if (!file.getFileName().toString().equals(SERVER_IDENTITY)) {
                    Files.copy(file, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void make(DatabaseSoftware software, Path data) throws IOException {
        Path beside = Files.createTempDirectory("tenantry-data");
        try {
            Path log = Files.createFile(beside.resolve("server.log"));
            int exitCode =
                    software.initialise(
                            List.of(LocalDatabaseServer.DATA_OPTION + data, "--tmpdir=" + beside),
                            List.of(),
                            log);
            if (exitCode != 0) {
                throw new StackException(
                        Reason.START_FAILED,
                        "making a data folder failed (exit code %d). The log:%n%s"
                                .formatted(exitCode, Files.readString(log)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException(Reason.START_FAILED, "interrupted");
        } finally {
            FileTrees.delete(beside);
        }
    }

    /** Another for each release, and for the same path with other software in it. */
    private static String name(DatabaseSoftware software) {
        StringBuilder text = new StringBuilder();
        for (String word : software.executable()) {
            text.append(word).append('\n').append(stateOf(word)).append('\n');
        }
        return "data-%s-%s"
                .formatted(software.engine().name().toLowerCase(Locale.ROOT), hash(text));
    }

    private static String stateOf(String word) {
        try {
            Path file = Path.of(word);
            return Files.isRegularFile(file)
                    ? Files.size(file) + " " + Files.getLastModifiedTime(file)
                    : "";
        } catch (IOException | InvalidPathException notAFile) {
            return "";
        }
    }

    private static String hash(CharSequence text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, NAME_DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
