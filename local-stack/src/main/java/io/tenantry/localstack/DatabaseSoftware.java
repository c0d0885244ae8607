package io.tenantry.localstack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How one engine's server is run: what differs between MariaDB and MySQL. */
sealed interface DatabaseSoftware permits MariaDb, MySql {

    /**
     * The engine's software, fetched or unpacked into the cache on first use.
     *
     * @throws StackException with {@link StackException.Reason#NOT_INSTALLED}
     */
    static DatabaseSoftware of(Engine engine) {
        return switch (engine) {
            case MARIADB -> MariaDb.locate();
            case MYSQL -> MySql.locate();
        };
    }

    Engine engine();

    /** The server's command with where its own files lie; nothing about data or network. */
    List<String> executable();

    Map<String, String> environment();

    /** The arguments of a normal start that only this engine knows. */
    List<String> serverArguments();

    /**
     * The arguments with which the server leaves it to the operating system when data reaches the
     * disk: what it has committed outlives a crash of the server, but none of the machine.
     */
    List<String> hastyArguments();

    /**
     * Fills an empty data folder with system tables and accounts.
     *
     * @param options that name the data folder and the one for temporary files, and others
     * @param log takes the server's output
     * @return the exit code of the server
     */
    int initialise(List<String> options, List<String> statements, Path log)
            throws IOException, InterruptedException;
}
