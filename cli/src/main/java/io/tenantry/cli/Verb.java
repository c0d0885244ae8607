package io.tenantry.cli;

import java.util.concurrent.Callable;

/** A command that does something: one class each, made with the session that it works in. */
public abstract class Verb implements Callable<Integer> {
    private final Session session;

    protected Verb(Session session) {
        this.session = session;
    }

    protected final Session session() {
        return session;
    }

    @Override
    public final Integer call() {
        return act().status();
    }

    /** Does it. */
    protected abstract ExitCode act();
}
