package io.tenantry.cli;

import io.tenantry.cli.output.Console;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run in a process of its own: its streams, its environment. */
final class Launch {
    /**
     * Which of the standard streams are terminals, {@code in}, {@code out}, {@code err}, as the
     * launcher knows: Java cannot tell them apart.
     */
    private static final String TERMINAL = "tenantry.terminal";

    /** The working tree that the launcher lies in. */
    private static final String TREE = "tenantry.tree";

    private Launch() {}

    static int run(String[] args) {
        // Nobody here logs by SLF4J, and a search for who might takes time.
        System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        // Its thread looks after connections that were forgotten; none lives long enough here.
        System.setProperty("com.mysql.cj.disableAbandonedConnectionCleanup", "true");
        Map<String, String> environment = System.getenv();
        try (Session session = new Session(console(environment), environment, tree())) {
            return Tenantry.commandLine(session, List.of(args)).execute(args);
        }
    }

    private static @Nullable Path tree() {
        String tree = System.getProperty(TREE);
        return tree == null ? null : Path.of(tree);
    }

    private static Console console(Map<String, String> environment) {
        String terminals = System.getProperty(TERMINAL);
        java.io.Console both = terminals == null ? System.console() : null;
        boolean all = both != null && both.isTerminal();
        boolean err = all || (terminals != null && terminals.contains("err"));
        boolean in = all || (terminals != null && terminals.contains("in"));
        String noColor = environment.get("NO_COLOR");
        boolean colours =
                err
                        && (noColor == null || noColor.isEmpty())
                        && !"dumb".equals(environment.get("TERM"));
        return new Console(
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                in && err
                        ? new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))
                        : null,
                err,
                colours);
    }

    private static PrintWriter writer(FileDescriptor stream) {
        return new PrintWriter(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
    }
}
