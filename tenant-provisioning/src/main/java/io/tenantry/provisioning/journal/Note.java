package io.tenantry.provisioning.journal;

import org.jspecify.annotations.Nullable;

/** What an onlooker will be told; see {@link OperationEvent}. */
record Note(@Nullable String step, String state, @Nullable String detail) {
    static final String RETRYING = "retrying";
    static final String WAITING = "waiting";
    static final String FAILED = "failed";
    static final String PROGRESS = "progress";

    static Note of(Mark mark) {
        return new Note(mark.name(), mark.state().code(), null);
    }

    static Note of(OperationState state, @Nullable String detail) {
        return new Note(null, state.code(), detail);
    }
}
