package io.tenantry.localstack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Servers that a test starts for itself beside a stack: in the stack's data folder if this process
 * owns it, else in a folder of its own.
 */
final class ExtraServers implements AutoCloseable {
    // Beyond those of a stack's own servers.
    private static final int FIRST_SERVER_ID = 101;

    private final Engine engine;
    private final List<LocalServer> started = new ArrayList<>();
    private final Thread hook = new Thread(this::stopAll, "local-stack-stop-extras");
    private @Nullable Path place;
    private @Nullable DataFolder ownFolder;
    private boolean hooked;

    private ExtraServers(Engine engine, @Nullable Path place) {
        this.engine = engine;
        this.place = place;
    }

    static ExtraServers in(RunningStack stack) {
        return new ExtraServers(stack.engine(), stack.path());
    }

    static ExtraServers beside(Engine engine) {
        return new ExtraServers(engine, null);
    }

    synchronized LocalDatabaseServer startDatabaseServer(String name, List<String> arguments) {
        Path folder = newFolder(name);
        LocalDatabaseServer server =
                new LocalDatabaseServer(
                        name,
                        folder,
                        DatabaseSoftware.of(engine),
                        DatabaseAccounts.keptIn(folder, false),
                        FIRST_SERVER_ID + started.size(),
                        false, // nobody's data outlives the process that started it
                        arguments);
        start(server);
        return server;
    }

    synchronized LocalRedis startRedis(String name, List<String> arguments) {
        LocalRedis server =
                new LocalRedis(name, newFolder(name), EmbeddedRedis.executable(), arguments);
        start(server);
        return server;
    }

    @Override
    public synchronized void close() {
        if (hooked) {
            Shutdown.cancel(hook);
            hooked = false;
        }
        stopAll();
    }

    private void start(LocalServer server) {
        if (!hooked) {
            Shutdown.register(hook);
            hooked = true;
        }
        started.add(server);
        server.start();
    }

    private synchronized void stopAll() {
        started.forEach(LocalServer::stop);
        started.clear();
        if (ownFolder != null) {
            ownFolder.wipe();
            ownFolder.close();
            ownFolder = null;
            place = null;
        }
    }

    private Path newFolder(String name) {
        if (started.stream().anyMatch(server -> server.name().equals(name))) {
            throw new IllegalArgumentException("a server %s was started already".formatted(name));
        }
        Path folder = place().resolve("extra-" + name);
        FileTrees.delete(folder);
        return folder;
    }

    private Path place() {
        if (place == null) {
            ownFolder = BuildFolders.openFirstFree(DataFolder::open);
            ownFolder.wipe();
            place = ownFolder.path();
        }
        return place;
    }
}
