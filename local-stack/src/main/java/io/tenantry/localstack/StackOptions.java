package io.tenantry.localstack;

import java.nio.file.Path;
import java.util.List;

/**
 * What stack to start, and where.
 *
 * @param folder the data folder; made if absent
 * @param engine of the database servers
 * @param servers how many database servers, 1 to 16
 * @param durable whether a committed transaction survives a crash of the <em>machine</em>. {@code
 *     false} leaves it to the operating system when data reaches the disk, which makes tests
 *     faster; a crash of the server alone loses nothing either way
 * @param fresh whether to wipe the folder first
 * @param databaseArguments further command-line arguments of every database server
 */
public record StackOptions(
        Path folder,
        Engine engine,
        int servers,
        boolean durable,
        boolean fresh,
        List<String> databaseArguments) {
    private static final int MAX_SERVERS = 16;

    public StackOptions {
        if (servers < 1 || servers > MAX_SERVERS) {
            throw new IllegalArgumentException(
                    "servers must be 1 to %d, not %d".formatted(MAX_SERVERS, servers));
        }
        databaseArguments = List.copyOf(databaseArguments);
    }

    /** One durable MariaDB and a Redis, with what the folder already holds. */
    public static StackOptions in(Path folder) {
        return new StackOptions(folder, Engine.MARIADB, 1, true, false, List.of());
    }

    public StackOptions withEngine(Engine chosen) {
        return new StackOptions(folder, chosen, servers, durable, fresh, databaseArguments);
    }

    public StackOptions withServers(int count) {
        return new StackOptions(folder, engine, count, durable, fresh, databaseArguments);
    }

    public StackOptions withDurable(boolean chosen) {
        return new StackOptions(folder, engine, servers, chosen, fresh, databaseArguments);
    }

    public StackOptions withFresh(boolean chosen) {
        return new StackOptions(folder, engine, servers, durable, chosen, databaseArguments);
    }

    public StackOptions withDatabaseArguments(String... arguments) {
        return new StackOptions(folder, engine, servers, durable, fresh, List.of(arguments));
    }
}
