package io.tenantry.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * MySQL of this machine, or of Debian's packages.
 *
 * @param installation the command and where its own files lie
 */
record MySql(List<String> installation) implements DatabaseSoftware {

    static MySql locate() {
        return new MySql(InstalledMySql.command().orElseGet(DebianMySql::command));
    }

    @Override
    public Engine engine() {
        return Engine.MYSQL;
    }

    @Override
    public List<String> executable() {
        List<String> command = new ArrayList<>(installation);
        if (Platform.isRoot()) {
            command.add("--user=root");
        }
        return command;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public List<String> serverArguments() {
        return List.of("--mysqlx=OFF", "--secure-file-priv=");
    }

    @Override
    public List<String> hastyArguments() {
        return List.of("--innodb-flush-method=nosync");
    }

    @Override
    public int initialise(List<String> options, List<String> statements, Path log)
            throws IOException, InterruptedException {
        // Beside the data folder, which must be empty; it holds passwords, so it goes at once.
        Path init = log.resolveSibling("init.sql");
        Files.deleteIfExists(init);
        Secrets.createPrivate(init);
        try {
            List<String> lines = new ArrayList<>();
            statements.forEach(statement -> lines.add(statement + ";"));
            lines.add("DROP USER 'root'@'localhost';");
            Files.write(init, lines);
            List<String> command = new ArrayList<>(executable());
            command.addAll(options);
            command.addAll(List.of("--initialize-insecure", "--init-file=" + init));
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start()
                    .waitFor();
        } finally {
            Files.deleteIfExists(init);
        }
    }
}
