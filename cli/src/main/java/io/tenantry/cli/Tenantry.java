package io.tenantry.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The root of all commands. By itself it only tells its version and its commands. */
@Command(
        name = "tenantry",
        versionProvider = BuildVersion.class,
        description = {
            "Operates a fleet of tenant databases: one MySQL database per customer.",
            "It works on the control plane directly, also when no server runs."
        },
        exitCodeListHeading = "%nExit codes:%n",
        footerHeading = "%n",
        footer = {
            "Settings come from options, from the environment (the server's names, as in",
            "TENANTRY_PROVISIONING_BACKUPS) and from the server's settings file. Secrets come",
            "from files and the environment only."
        })
public final class Tenantry extends Noun {
    @CommandLine.Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version")
    @SuppressWarnings("UnusedVariable") // picocli answers it
    private boolean version;

    /** Runs the command line and ends the process with an {@link ExitCode}. */
    public static void main(String[] args) {
        System.exit(Launch.run(args));
    }

    /**
     * What holds for every command is settled here, once.
     *
     * @param arguments what will be executed
     */
    static CommandLine commandLine(Session session, List<String> arguments) {
        CommandLine line = new CommandLine(Tenantry.class, new Commands(session));
        Nouns.meant(arguments).forEach(line::addSubcommand);
        line.addMixin("global", session.options());
        line.getCommandSpec().usageMessage().exitCodeList(ExitCode.list());
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(session.console().out())
                .setErr(session.console().err())
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(
                                session.console().colours() ? Ansi.ON : Ansi.OFF))
                .setExecutionExceptionHandler(new Failures(session));
    }
}
