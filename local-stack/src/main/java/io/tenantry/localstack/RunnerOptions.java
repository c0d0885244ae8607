package io.tenantry.localstack;

import io.tenantry.localstack.StackException.Reason;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The command line of {@link StackRunner}.
 *
 * @param file where the stack is described once it runs
 * @param shellFile where the same is written as shell assignments
 * @param parent the process with whose end the stack ends
 */
record RunnerOptions(
        StackOptions stack, Path file, Optional<Path> shellFile, Optional<Long> parent) {
    static final String USAGE =
            """
            Usage: StackRunner --data DIR --file FILE [options]
              --data DIR         data folder, made if absent
              --file FILE        written once all servers answer, removed when they stop
              --engine ENGINE    mariadb (default) or mysql
              --servers N        database servers, 1 to 16 (default 1)
              --shell-file FILE  the same as assignments for a shell, written before FILE
              --parent PID       stop when this process ends
              --fresh            wipe the data folder first
              --fast             wait for no disk: for data that a power cut may take
            """;

    static RunnerOptions parse(String... arguments) {
        try {
            return new Parser().parse(arguments);
        } catch (IllegalArgumentException e) {
            throw new StackException(Reason.USAGE, e.getMessage() + "\n" + USAGE, e);
        }
    }

    private static final class Parser {
        private Optional<Path> data = Optional.empty();
        private Optional<Path> file = Optional.empty();
        private Optional<Path> shellFile = Optional.empty();
        private Optional<Long> parent = Optional.empty();
        private Engine engine = Engine.MARIADB;
        private int servers = 1;
        private boolean fresh;
        private boolean durable = true;

        RunnerOptions parse(String... arguments) {
            for (int i = 0; i < arguments.length; i++) {
                switch (arguments[i]) {
                    case "--fresh" -> fresh = true;
                    case "--fast" -> durable = false;
                    default -> {
                        if (i + 1 == arguments.length) {
                            throw new IllegalArgumentException(
                                    "unknown option, or its value is missing: " + arguments[i]);
                        }
                        take(arguments[i], arguments[++i]);
                    }
                }
            }
            return options();
        }

        private void take(String option, String value) {
            switch (option) {
                case "--data" -> data = Optional.of(Path.of(value));
                case "--file" -> file = Optional.of(Path.of(value).toAbsolutePath());
                case "--shell-file" -> shellFile = Optional.of(Path.of(value).toAbsolutePath());
                case "--engine" -> engine = Engine.named(value);
                case "--servers" -> servers = number(option, value).intValue();
                case "--parent" -> parent = Optional.of(number(option, value));
                default -> throw new IllegalArgumentException("unknown option: " + option);
            }
        }

        private RunnerOptions options() {
            Path folder = data.orElseThrow(() -> new IllegalArgumentException("--data is missing"));
            return new RunnerOptions(
                    new StackOptions(folder, engine, servers, durable, fresh, List.of()),
                    file.orElseThrow(() -> new IllegalArgumentException("--file is missing")),
                    shellFile,
                    parent);
        }

        private static Long number(String option, String value) {
            try {
                return Long.valueOf(value);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "%s takes a number, not '%s'".formatted(option, value), e);
            }
        }
    }
}
