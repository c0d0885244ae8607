package io.tenantry.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** An operator whose command fails gets one sentence on standard error, not a stack trace. */
final class FailureSentence implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, ParseResult parsed) {
        String reason = failure.getMessage();
        String sentence =
                "tenantry: " + (reason == null ? failure.getClass().getSimpleName() : reason);
        command.getErr().println(command.getColorScheme().errorText(sentence));
        return ExitCode.FAILED.status();
    }
}
