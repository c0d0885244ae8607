package io.tenantry.cli.output;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a command speaks and listens.
 *
 * @param out for answers
 * @param err for everything else
 * @param in what the operator types; null if nobody is there to type
 * @param watched whether standard error is a terminal: progress moves in place
 * @param colours whether colours are wanted
 */
public record Console(
        PrintWriter out,
        PrintWriter err,
        @Nullable BufferedReader in,
        boolean watched,
        boolean colours) {

    private static final String CLEAR = "\r\u001b[K";

    /** Whether there is somebody to ask. */
    public boolean isInteractive() {
        return in != null;
    }

    /** A sentence for people. */
    public void say(String sentence) {
        err.println(sentence);
        err.flush();
    }

    /** Writes in place of what was last written so, on a terminal; nothing clears the line. */
    public void move(String text) {
        err.print(CLEAR + text);
        err.flush();
    }

    /** Asks, and reads the answer; null if there is none. */
    public @Nullable String ask(String question) {
        if (in == null) {
            return null;
        }
        err.print(question);
        err.flush();
        try {
            return in.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks for what must not be seen, and reads it; null if there is nobody to ask. */
    public @Nullable String askSecretly(String question) {
        if (in == null) {
            return null;
        }
        return Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .map(terminal -> typed(terminal, question))
                .orElseGet(() -> ask(question));
    }

    private static @Nullable String typed(java.io.Console terminal, String question) {
        char[] typed = terminal.readPassword("%s", question);
        return typed == null ? null : new String(typed);
    }

    /** Writes an answer. */
    public void show(Format format, Document document) {
        print(
                switch (format) {
                    case TABLE -> TextTable.of(document);
                    case JSON -> Json.of(document.fields());
                    case YAML -> Yaml.of(document.fields());
                });
    }

    /** Writes an answer of several. */
    public <T> void show(Format format, Shape<T> shape, List<T> rows) {
        print(
                switch (format) {
                    case TABLE -> TextTable.of(shape.columns(), rows);
                    case JSON -> Json.of(documents(shape, rows));
                    case YAML -> Yaml.of(documents(shape, rows));
                });
    }

    private static <T> List<Object> documents(Shape<T> shape, List<T> rows) {
        return rows.stream().<Object>map(row -> shape.document().apply(row).fields()).toList();
    }

    /** Writes something for programs where answers do not go. */
    public void complain(Format format, Document document) {
        err.println(
                format == Format.YAML ? Yaml.of(document.fields()) : Json.of(document.fields()));
        err.flush();
    }

    private void print(String text) {
        out.println(text);
        out.flush();
    }
}
