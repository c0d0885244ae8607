package io.tenantry.provisioning.journal;

/** Ends a run where it is, as a killed process would: nothing more is journaled. */
public final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    public Crash() {
        super("the process dies here (a test)", null, false, false);
    }
}
