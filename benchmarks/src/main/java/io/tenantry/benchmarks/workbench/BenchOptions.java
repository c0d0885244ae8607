package io.tenantry.benchmarks.workbench;

import io.tenantry.localstack.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param names of the benchmarks; empty for all
 * @param quick a short run, which shows that everything works and little more
 * @param engine of the database servers
 * @param home the project's folder, with the packaged servers below it
 */
public record BenchOptions(List<String> names, boolean quick, Engine engine, Path home) {

    public static final String USAGE =
            """
            Usage: bench [NAME...] [--quick] [--engine mariadb|mysql] [--home FOLDER]
            """;

    public BenchOptions {
        names = List.copyOf(names);
    }

    /**
     * Reads the arguments; names and options may mix.
     *
     * @throws IllegalArgumentException if the arguments make no sense
     */
    public static BenchOptions parse(List<String> arguments) {
        List<String> names = new ArrayList<>();
        boolean quick = false;
        Engine engine = Engine.MARIADB;
        Path home = Path.of("");
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument) {
                case "--quick" -> quick = true;
                case "--engine" -> engine = Engine.named(valueOf(argument, rest));
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

    private static String valueOf(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }
}
