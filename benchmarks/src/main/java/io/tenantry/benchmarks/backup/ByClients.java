package io.tenantry.benchmarks.backup;

import io.tenantry.localstack.DatabaseServer;
import io.tenantry.localstack.Engine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The engine's own programs, through zstd; found beside the server's. */
final class ByClients implements Way {

    private final List<String> launcher;
    private final Path folder;
    private final Map<String, String> environment;
    private final DatabaseServer server;
    private final Path file;

    private ByClients(
            List<String> launcher,
            Path folder,
            Map<String, String> environment,
            DatabaseServer server,
            Path file) {
        this.launcher = launcher;
        this.folder = folder;
        this.environment = environment;
        this.server = server;
        this.file = file;
    }

    /**
     * Finds the programs.
     *
     * @param file where dumps go
     * @return nothing if one of them is not on this machine
     */
    static Optional<ByClients> of(DatabaseServer server, Path file) throws IOException {
        List<String> command = commandOf(server.pid());
        for (int i = 0; i < command.size(); i++) {
            Path program = Path.of(command.get(i));
            if (program.isAbsolute() && program.endsWith(daemon(server.engine()))) {
                Optional<Path> folder = folderWith(program, dumper(server.engine()));
                if (folder.isPresent() && isOnPath("zstd")) {
                    Path libraries = folder.get().resolveSibling("libs");
                    return Optional.of(
                            new ByClients(
                                    command.subList(0, i),
                                    folder.get(),
                                    Files.isDirectory(libraries)
                                            ? Map.of("LD_LIBRARY_PATH", libraries.toString())
                                            : Map.of(),
                                    server,
                                    file));
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> commandOf(long pid) throws IOException {
        // Linux, as wrk and the fetched MySQL are.
        return List.of(Files.readString(Path.of("/proc/%d/cmdline".formatted(pid))).split("\0"));
    }

    private static Optional<Path> folderWith(Path daemon, String program) {
        return List.of(daemon.resolveSibling(program), daemon.resolveSibling("../bin/" + program))
                .stream()
                .map(Path::normalize)
                .filter(Files::isExecutable)
                .map(Path::getParent)
                .findFirst();
    }

    private static boolean isOnPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return List.of(path.split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String daemon(Engine engine) {
        return engine == Engine.MYSQL ? "mysqld" : "mariadbd";
    }

    private static String dumper(Engine engine) {
        return engine == Engine.MYSQL ? "mysqldump" : "mariadb-dump";
    }

    private static String client(Engine engine) {
        return engine == Engine.MYSQL ? "mysql" : "mariadb";
    }

    @Override
    public String name() {
        return dumper(server.engine());
    }

    @Override
    public void dump() throws IOException, InterruptedException {
        run("\"$@\" | zstd -q -f -o '%s'".formatted(file), dumping());
    }

    private List<String> dumping() {
        List<String> command = command(dumper(server.engine()), "--single-transaction");
        if (server.engine() == Engine.MYSQL) {
            // The dump goes back to the server that it is of.
            command.add("--set-gtid-purged=OFF");
        }
        command.add(Orders.DATABASE);
        return command;
    }

    @Override
    public void restore(String database) throws IOException, InterruptedException {
        run(
                "zstd -q -dc '%s' | \"$@\"".formatted(file),
                command(client(server.engine()), database));
    }

    private List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>(launcher);
        command.add(folder.resolve(program).toString());
        command.addAll(
                List.of(
                        "--no-defaults",
                        "--host=" + server.host(),
                        "--port=" + server.port(),
                        "--user=" + server.adminUser()));
        // As Tenantry's connection: the loopback needs no TLS.
        command.addAll(
                server.engine() == Engine.MYSQL
                        ? List.of("--ssl-mode=DISABLED", "--get-server-public-key")
                        : List.of("--skip-ssl"));
        command.addAll(List.of(arguments));
        return command;
    }

    private void run(String pipe, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", "set -o pipefail; " + pipe));
        command.add("bash");
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment);
        builder.environment().put("MYSQL_PWD", server.adminPassword());
        int status = builder.start().waitFor();
        if (status != 0) {
            throw new IOException("%s ended with %d".formatted(name(), status));
        }
    }
}
