package io.tenantry.localstack;

import io.tenantry.localstack.StackException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The servers of a stack that this process owns, on their locked data folder. */
final class RunningStack implements AutoCloseable {
    private static final int NEEDED_MEBIBYTES_PER_SERVER = 512;

    private final Engine engine;
    private final DataFolder folder;
    private final List<LocalDatabaseServer> databases;
    private final LocalRedis redis;
    private final Thread hook = new Thread(this::stopAll, "local-stack-stop");
    private boolean closed;

    private RunningStack(
            Engine engine,
            DataFolder folder,
            List<LocalDatabaseServer> databases,
            LocalRedis redis) {
        this.engine = engine;
        this.folder = folder;
        this.databases = databases;
        this.redis = redis;
    }

    static RunningStack start(StackOptions options) {
        DataFolder folder = DataFolder.open(options.folder());
        boolean started = false;
        try {
            RunningStack stack = start(options, folder);
            started = true;
            return stack;
        } finally {
            if (!started) {
                folder.close();
            }
        }
    }

    private static RunningStack start(StackOptions options, DataFolder folder) {
        if (options.fresh()) {
            folder.wipe();
        }
        claim(folder.path(), options.engine());
        DiskSpace.require(folder.path(), (long) NEEDED_MEBIBYTES_PER_SERVER * options.servers());
        DatabaseSoftware software = DatabaseSoftware.of(options.engine());
        List<LocalDatabaseServer> databases =
                IntStream.rangeClosed(1, options.servers())
                        .mapToObj(number -> database(options, folder.path(), software, number))
                        .toList();
        LocalRedis redis =
                new LocalRedis(
                        "redis",
                        folder.path().resolve("redis"),
                        EmbeddedRedis.executable(),
                        List.of());
        RunningStack stack = new RunningStack(options.engine(), folder, databases, redis);
        stack.startAll();
        return stack;
    }

    private static LocalDatabaseServer database(
            StackOptions options, Path folder, DatabaseSoftware software, int number) {
        String name = "db" + number;
        Path serverFolder = folder.resolve(name);
        List<String> arguments = new ArrayList<>();
        if (!options.durable()) {
            arguments.addAll(List.of("--innodb-flush-log-at-trx-commit=2", "--sync-binlog=0"));
        }
        arguments.addAll(options.databaseArguments());
        return new LocalDatabaseServer(
                name,
                serverFolder,
                software,
                DatabaseAccounts.keptIn(serverFolder, number == 1),
                number,
                options.durable(),
                arguments);
    }

    /** Notes the engine in a new folder; one engine cannot read the other's data. */
    private static void claim(Path folder, Engine engine) {
        Path note = folder.resolve("engine");
        try {
            if (Files.exists(note)) {
                String found = Files.readString(note).strip();
                if (!found.equals(engine.toString())) {
                    throw new StackException(
                            Reason.FOLDER_UNUSABLE,
                            "%s holds data of %s, not of %s. Choose another folder or wipe this one."
                                    .formatted(folder, found, engine));
                }
            } else {
                Files.writeString(note, engine + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StackDescription description() {
        List<DatabaseServer> servers =
                databases.stream().map(LocalDatabaseServer::describe).toList();
        ControlPlane controlPlane =
                ControlPlane.on(
                        servers.getFirst(),
                        DatabaseAccounts.keptIn(databases.getFirst().folder(), true));
        return new StackDescription(
                engine, controlPlane, servers, redis.describe(), ProcessHandle.current().pid());
    }

    Engine engine() {
        return engine;
    }

    Path path() {
        return folder.path();
    }

    /** Stops everything, then releases the folder. */
    @Override
    public synchronized void close() {
        if (!closed) {
            Shutdown.cancel(hook);
            stopAll();
        }
    }

    private void startAll() {
        Shutdown.register(hook);
        boolean started = false;
        try {
            Together.run(servers().stream().<Runnable>map(server -> server::start).toList());
            started = true;
        } finally {
            if (!started) {
                Shutdown.cancel(hook);
                stopServers();
            }
        }
    }

    private synchronized void stopAll() {
        stopServers();
        folder.close();
        closed = true;
    }

    private void stopServers() {
        Together.run(servers().stream().<Runnable>map(server -> server::stop).toList());
    }

    private List<LocalServer> servers() {
        List<LocalServer> servers = new ArrayList<>(databases);
        servers.add(redis);
        return servers;
    }
}
