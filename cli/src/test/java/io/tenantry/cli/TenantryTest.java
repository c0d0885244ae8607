package io.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class TenantryTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void versionGoesToStandardOutput() {
        int status = run(new Tenantry(), "--version");

        assertThat(status).isEqualTo(ExitCode.OK.status());
        assertThat(out.toString()).startsWith("tenantry ").contains("Java " + Runtime.version());
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void helpNamesEveryExitCode() {
        int status = run(new Tenantry(), "--help");

        assertThat(status).isEqualTo(ExitCode.OK.status());
        assertThat(out.toString()).contains("Usage: tenantry");
        for (ExitCode code : ExitCode.values()) {
            assertThat(out.toString()).containsPattern("(?m)^\\s+" + code.status() + "\\s+the ");
        }
    }

    @Test
    void noCommandIsAUsageError() {
        int status = run(new Tenantry());

        assertThat(status).isEqualTo(ExitCode.USAGE.status());
        assertThat(err.toString()).contains("Name a command.").contains("Usage: tenantry");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void unknownOptionIsAUsageError() {
        int status = run(new Tenantry(), "--colour");

        assertThat(status).isEqualTo(ExitCode.USAGE.status());
        assertThat(err.toString()).contains("--colour");
    }

    @Test
    void failureIsOneSentenceOnStandardError() {
        int status = run(new Unlucky());

        assertThat(status).isEqualTo(ExitCode.FAILED.status());
        assertThat(err.toString()).isEqualToIgnoringNewLines("tenantry: The disk is full.");
        assertThat(out.toString()).isEmpty();
    }

    private int run(Object command, String... args) {
        return Tenantry.commandLine(command)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    @Command(name = "unlucky")
    static final class Unlucky implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("The disk is full.");
        }
    }
}
