package io.tenantry.benchmarks.cli;

import io.tenantry.benchmarks.workbench.BenchmarkFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A way to start the command line.
 *
 * @param command what stands before its own arguments
 */
record Start(String name, List<String> command) {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Pattern FLAGS = Pattern.compile("(?m)^QUICK_FLAGS='([^']*)'$");

    /** The flags with which the launcher starts what only looks. */
    static List<String> flags(Path launcher) throws IOException {
        Matcher flags = FLAGS.matcher(Files.readString(launcher));
        if (!flags.find()) {
            throw new IOException("no flags in " + launcher);
        }
        return List.of(flags.group(1).split(" ", -1));
    }

    /** How long a process takes from its start to its end. */
    double milliseconds(List<String> arguments) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(Stream.concat(command.stream(), arguments.stream()).toList())
                        .redirectErrorStream(true);
        long began = System.nanoTime();
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        double millis = (System.nanoTime() - began) / NANOS_PER_MILLI;
        if (status != 0) {
            throw new BenchmarkFailedException(
                    "%s ended with %d: %s".formatted(name, status, said));
        }
        return millis;
    }
}
