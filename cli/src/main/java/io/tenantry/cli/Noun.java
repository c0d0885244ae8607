package io.tenantry.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only holds others. */
@Command(synopsisSubcommandLabel = "COMMAND")
public abstract class Noun implements Runnable {
    @Spec private @Nullable CommandSpec spec;

    @Override
    public final void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Name a command.");
        }
    }
}
