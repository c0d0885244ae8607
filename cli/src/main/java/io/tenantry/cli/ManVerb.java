package io.tenantry.cli;

import io.tenantry.cli.manual.Manual;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints manual pages. */
@Command(
        name = "man",
        description = {
            "Print the manual page of a command, for a pager of such pages.",
            "On Linux: tenantry man restore | man -l -"
        })
final class ManVerb extends Verb {
    @Parameters(
            paramLabel = "COMMAND",
            arity = "0..*",
            description = "The command, as it is typed. Default: tenantry itself")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--into",
            paramLabel = "FOLDER",
            description = "Write all pages there instead, for man -M FOLDER")
    private @Nullable Path folder;

    ManVerb(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        Manual manual = new Manual(Tenantry.commandLine(session(), List.of()));
        if (folder != null) {
            write(manual, folder);
            return ExitCode.OK;
        }
        String page =
                manual.page(words)
                        .orElseThrow(() ->
                                new CommandFailedException(
                                        ExitCode.NOT_FOUND,
                                        "command_unknown",
                                        "there is no command " + String.join(" ", words),
                                        "tenantry --help lists the commands."));
        session().console().out().print(page);
        session().console().out().flush();
        return ExitCode.OK;
    }

    private static void write(Manual manual, Path folder) {
        try {
            manual.write(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
