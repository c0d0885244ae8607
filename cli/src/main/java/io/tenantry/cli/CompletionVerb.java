package io.tenantry.cli;

import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what a shell needs to complete the command line. */
@Command(
        name = "completion",
        description = {
            "Print a script that completes tenantry's commands and options in a shell.",
            "In bash: source <(tenantry completion bash). In zsh run autoload -U +X bashcompinit && bashcompinit first."
        })
final class CompletionVerb extends Verb {
    /** Shells that take such a script. */
    enum Shell {
        BASH,
        ZSH
    }

    @Parameters(paramLabel = "SHELL", description = "bash or zsh: both take the same script")
    @SuppressWarnings("UnusedVariable") // There is but one script.
    private Shell shell = Shell.BASH;

    CompletionVerb(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        session()
                .console()
                .out()
                .print(AutoComplete.bash("tenantry", Tenantry.commandLine(session(), List.of())));
        session().console().out().flush();
        return ExitCode.OK;
    }
}
