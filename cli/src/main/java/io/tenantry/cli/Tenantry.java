package io.tenantry.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of all commands. By itself it only tells its version and its commands. */
@Command(
        name = "tenantry",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Operates a fleet of tenant databases: one MySQL database per customer.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the command did what was asked",
            "1:the command could not be carried out; standard error says why",
            "2:the command line makes no sense"
        },
        footerHeading = "%n")
public final class Tenantry implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    /** Runs the command line and ends the process with an {@link ExitCode}. */
    public static void main(String[] args) {
        System.exit(commandLine(new Tenantry()).execute(args));
    }

    /** What holds for every command is settled here, once. */
    static CommandLine commandLine(Object command) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new FailureSentence());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }
}
