package io.tenantry.cli;

import picocli.CommandLine;

/** What a process of {@code tenantry} ends with. The numbers are a contract: scripts test them. */
public enum ExitCode {
    /** The command did what was asked. */
    OK(CommandLine.ExitCode.OK),
    /** The command was understood and could not be carried out; standard error says why. */
    FAILED(CommandLine.ExitCode.SOFTWARE),
    /** The command line makes no sense; standard error shows the usage. */
    USAGE(CommandLine.ExitCode.USAGE);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    /** The process's exit status, 0 to 125. */
    public int status() {
        return status;
    }
}
