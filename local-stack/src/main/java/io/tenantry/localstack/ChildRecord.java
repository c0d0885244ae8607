package io.tenantry.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The note of a running server in its folder: its pid and when it began, because pids are used
 * again.
 */
record ChildRecord(long pid, long startedAtMillis) {
    private static final String FILE = "process";

    static void write(Path serverFolder, ProcessHandle process) {
        String note = "%d %d%n".formatted(process.pid(), startMillis(process));
        try {
            Files.writeString(serverFolder.resolve(FILE), note);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void clear(Path serverFolder) {
        try {
            Files.deleteIfExists(serverFolder.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether any server noted in a stack's data folder is this very process. */
    static boolean anyIn(Path folder, ProcessHandle process) {
        ChildRecord candidate = new ChildRecord(process.pid(), startMillis(process));
        try (DirectoryStream<Path> notes = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path serverFolder : notes) {
                if (candidate.isNotedIn(serverFolder.resolve(FILE))) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isNotedIn(Path note) throws IOException {
        return Files.exists(note)
                && Files.readString(note).strip().equals(pid + " " + startedAtMillis);
    }

    private static long startMillis(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
