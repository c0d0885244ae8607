package io.tenantry.provisioning.journal;

import org.jspecify.annotations.Nullable;

/** How far one step is. */
record Mark(int position, String name, StepState state, int attempts, @Nullable String error) {
    static Mark pending(int position, String name) {
        return new Mark(position, name, StepState.PENDING, 0, null);
    }

    /** Begins an attempt; the first of its direction is number 1. */
    Mark begun(StepState direction) {
        return new Mark(position, name, direction, state == direction ? attempts + 1 : 1, error);
    }

    Mark ended(StepState end) {
        return new Mark(position, name, end, attempts, error);
    }

    /** Takes the present attempt back: what is taken up again after a wait is the same one. */
    Mark waiting() {
        return new Mark(position, name, state, attempts - 1, error);
    }

    Mark failed(String detail) {
        return new Mark(position, name, state, attempts, detail);
    }
}
