package io.tenantry.cli;

import io.tenantry.cli.output.Document;
import io.tenantry.cli.output.Format;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.routing.secret.SealBrokenException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * An operator whose command fails is told a code, what happened and what to do: on standard error,
 * in the form that the answer would have had, and without a stack trace unless one is asked for.
 */
public final class Failures implements IExecutionExceptionHandler {
    private static final int LONGEST_CHAIN = 20;
    private static final String NO_ACCESS = "28000";
    private static final int NO_DATABASE_ACCESS = 1044;
    private static final int NO_DATABASE = 1049;
    private static final int NO_TABLE = 1146;
    private static final int NO_COLUMN = 1054;

    private final Session session;

    Failures(Session session) {
        this.session = session;
    }

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, ParseResult parsed) {
        CommandFailedException told = told(failure);
        tell(told, command);
        if (session.options().isDebug()) {
            failure.printStackTrace(command.getErr());
        }
        return told.exit().status();
    }

    private void tell(CommandFailedException told, CommandLine command) {
        if (session.options().format() == Format.TABLE) {
            command.getErr()
                    .println(
                            command.getColorScheme()
                                    .errorText(
                                            "tenantry: %s: %s"
                                                    .formatted(told.code(), told.what())));
            if (told.advice() != null) {
                command.getErr().println("What to do: " + told.advice());
            }
        } else {
            session.console()
                    .complain(
                            session.options().format(),
                            new Document()
                                    .with(
                                            "error",
                                            new Document()
                                                    .with("code", told.code())
                                                    .with("message", told.what())
                                                    .with("advice", told.advice())
                                                    .with("exitCode", told.exit().status())));
        }
        command.getErr().flush();
    }

    /** A failure in an operator's words. */
    public static CommandFailedException told(Exception failure) {
        return switch (failure) {
            case CommandFailedException known -> known;
            case ProvisioningException known ->
                    new CommandFailedException(
                            Reasons.exit(known.reason()),
                            known.reason().code(),
                            String.valueOf(known.getMessage()),
                            Reasons.advice(known.reason()),
                            known);
            case SealBrokenException broken ->
                    new CommandFailedException(
                            ExitCode.CONFIGURATION,
                            "seal_broken",
                            String.valueOf(broken.getMessage()),
                            "Use the master key that the server has. tenantry doctor counts the secrets by key.",
                            broken);
            default -> {
                SQLException sql = cause(failure);
                yield sql == null ? unexpected(failure) : ofControlPlane(sql, failure);
            }
        };
    }

    private static CommandFailedException unexpected(Exception failure) {
        return new CommandFailedException(
                ExitCode.FAILED,
                "unexpected",
                Objects.requireNonNullElse(
                        failure.getMessage(), failure.getClass().getSimpleName()),
                "If this makes no sense, give the command again with --debug and report what it shows.",
                failure);
    }

    private static CommandFailedException ofControlPlane(SQLException sql, Exception failure) {
        String state = Objects.requireNonNullElse(sql.getSQLState(), "");
        if (state.equals(NO_ACCESS) || sql.getErrorCode() == NO_DATABASE_ACCESS) {
            return new CommandFailedException(
                    ExitCode.CONFIGURATION,
                    "control_plane_refused",
                    "the control plane refuses the account: " + sql.getMessage(),
                    "Check the account and its password where they are set.",
                    failure);
        }
        if (state.startsWith("08")) {
            return new CommandFailedException(
                    ExitCode.UNREACHABLE,
                    "control_plane_unreachable",
                    "the control plane does not answer",
                    "Start its database server, or check the address where it is set.",
                    failure);
        }
        return switch (sql.getErrorCode()) {
            case NO_DATABASE, NO_TABLE, NO_COLUMN ->
                    new CommandFailedException(
                            ExitCode.CONFIGURATION,
                            "control_plane_outdated",
                            "the control plane's schema is not this release's: " + sql.getMessage(),
                            "Start a server of this release once: it brings the schema up to date.",
                            failure);
            default -> unexpected(failure);
        };
    }

    private static @Nullable SQLException cause(Exception failure) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(LONGEST_CHAIN)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst()
                .orElse(null);
    }
}
