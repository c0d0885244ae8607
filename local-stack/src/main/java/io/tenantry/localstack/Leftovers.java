package io.tenantry.localstack;

import io.tenantry.localstack.StackException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Servers that outlived their owner. They are recognised by their command line, which names the
 * data folder: unlike a pid noted in a file this leaves no moment between start and note, cannot
 * meet another process that has the pid by now, and is right for a copied folder. Where the system
 * does not tell other processes' arguments, the {@linkplain ChildRecord note} decides.
 */
final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Leftovers() {}

    /**
     * Ends them, gently first, and returns when all are gone and have released their files.
     *
     * @param folder a real path
     */
    static void endIn(Path folder) {
        List<ProcessHandle> leftovers =
                ProcessHandle.allProcesses()
                        .filter(process -> servesFrom(folder, process))
                        .toList();
        leftovers.forEach(ProcessHandle::destroy);
        if (!gone(leftovers)) {
            leftovers.forEach(ProcessHandle::destroyForcibly);
            if (!gone(leftovers)) {
                throw new StackException(
                        Reason.FOLDER_IN_USE,
                        "Servers of an earlier stack in %s do not end: %s. End them by hand."
                                .formatted(
                                        folder,
                                        leftovers.stream().map(ProcessHandle::pid).toList()));
            }
        }
    }

    private static boolean servesFrom(Path folder, ProcessHandle process) {
        return process.info()
                .arguments()
                .map(arguments -> namesDataIn(folder, List.of(arguments)))
                .orElseGet(() -> ChildRecord.anyIn(folder, process));
    }

    private static boolean namesDataIn(Path folder, List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith(LocalDatabaseServer.DATA_OPTION)) {
                String data = argument.substring(LocalDatabaseServer.DATA_OPTION.length());
                return Path.of(data).startsWith(folder);
            }
            if (argument.equals(LocalRedis.DATA_OPTION) && i + 1 < arguments.size()) {
                return Path.of(arguments.get(i + 1)).startsWith(folder);
            }
        }
        return false;
    }

    private static boolean gone(List<ProcessHandle> processes) {
        CompletableFuture<?>[] exits =
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(exits).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
