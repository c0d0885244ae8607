package io.tenantry.benchmarks.replay;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The programs that lie beside a running server. A server that was unpacked and not installed
 * brings its own loader and libraries.
 *
 * @param base the server's own base folder
 */
record ServerPrograms(Path base) {
    static ServerPrograms beside(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@GLOBAL.basedir")) {
            row.next();
            return new ServerPrograms(Path.of(row.getString(1)));
        }
    }

    /** The command of the first of these programs that is there. */
    Optional<List<String>> command(String... names) throws IOException {
        for (String name : names) {
            Path program = base.resolve("bin").resolve(name);
            if (Files.isExecutable(program)) {
                List<String> command = new ArrayList<>(loader());
                command.add(program.toString());
                return Optional.of(List.copyOf(command));
            }
        }
        return Optional.empty();
    }

    private List<String> loader() throws IOException {
        Optional<Path> loader = first(base.resolve("lib64"), "ld-linux-*.so.*");
        Optional<Path> libraries = first(base.resolve("lib"), "*-linux-gnu*");
        return loader.isPresent() && libraries.isPresent()
                ? List.of(loader.get().toString(), "--library-path", libraries.get().toString())
                : List.of();
    }

    private static Optional<Path> first(Path folder, String glob) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
            for (Path each : found) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
