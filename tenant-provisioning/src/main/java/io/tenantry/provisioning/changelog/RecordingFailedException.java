package io.tenantry.provisioning.changelog;

import java.sql.SQLException;

/** Carries a database's refusal through code that cannot declare it. */
final class RecordingFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SQLException why;

    RecordingFailedException(SQLException why) {
        super(why);
        this.why = why;
    }

    SQLException cause() {
        return why;
    }
}
