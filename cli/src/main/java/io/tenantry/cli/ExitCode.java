package io.tenantry.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a process of {@code tenantry} ends with. The numbers are a contract: scripts test them. */
public enum ExitCode {
    /** The command did what was asked. */
    OK(0, "the command did what was asked"),
    /** The command was understood and could not be carried out; standard error says why. */
    FAILED(1, "the command could not be carried out; standard error says why"),
    /** The command line makes no sense; standard error shows the usage. */
    USAGE(2, "the command line makes no sense, or a value is not of its form"),
    /** What the command names is not there. */
    NOT_FOUND(3, "the tenant, backup, server, migration or operation is not there"),
    /** The state of things does not allow it. */
    CONFLICT(4, "the present state does not allow it, or the name is taken"),
    /** Nobody confirmed it. */
    NOT_CONFIRMED(5, "the command destroys something and was not confirmed"),
    /** A setting is missing or wrong. */
    CONFIGURATION(6, "the settings are missing something, or are wrong"),
    /** A server does not answer. */
    UNREACHABLE(7, "the control plane, a database server or the store does not answer"),
    /** The operation ended without success. */
    NOT_DONE(8, "the operation failed, or was undone; its id is on standard error"),
    /** A check found something wrong. */
    UNSOUND(9, "the check found something wrong: a damaged backup, an unfit server"),
    /** Only a server can finish it. */
    UNFINISHED(10, "the operation waits for a server to do the rest of it"),
    /** Ctrl-C. */
    INTERRUPTED(130, "the command was stopped with Ctrl-C");

    private final int status;
    private final String meaning;

    ExitCode(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    /** The process's exit status, 0 to 130. */
    public int status() {
        return status;
    }

    /** What it means, as the end of a sentence. */
    public String meaning() {
        return meaning;
    }

    /** All of them, for the help. */
    static Map<String, String> list() {
        Map<String, String> list = new LinkedHashMap<>();
        for (ExitCode code : values()) {
            list.put(String.valueOf(code.status), code.meaning);
        }
        return list;
    }
}
