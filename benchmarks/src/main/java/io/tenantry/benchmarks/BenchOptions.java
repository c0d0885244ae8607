package io.tenantry.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param names of the benchmarks; empty for all
 * @param quick a short run, which shows that everything works and little more
 * @param engine of the database server: {@code mariadb} or {@code mysql}
 * @param home the project's folder, with the packaged servers below it
 */
public record BenchOptions(List<String> names, boolean quick, String engine, Path home) {

    static final String USAGE =
            """
            Usage: bench [NAME...] [--quick] [--engine mariadb|mysql] [--home FOLDER]
            """;

    public BenchOptions {
        names = List.copyOf(names);
    }

    /**
     * @throws IllegalArgumentException if the arguments make no sense
     */
    static BenchOptions parse(List<String> arguments) {
        List<String> names = new ArrayList<>();
        boolean quick = false;
        String engine = "mariadb";
        Path home = Path.of("");
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument) {
                case "--quick" -> quick = true;
                case "--engine" -> engine = valueOf(argument, rest);
                case "--home" -> home = Path.of(valueOf(argument, rest));
                default -> {
                    if (argument.startsWith("-")) {
                        throw new IllegalArgumentException("Unknown option " + argument);
                    }
                    names.add(argument);
                }
            }
        }
        return new BenchOptions(names, quick, engine, home.toAbsolutePath().normalize());
    }

    /** Where reports, logs and data go. */
    public Path output() {
        return home.resolve("benchmarks").resolve("target");
    }

    private static String valueOf(String option, java.util.Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }
}
