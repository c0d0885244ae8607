package io.tenantry.provisioning.journal;

/** What becomes of an operation that its operator wants back. */
public enum Recall {
    /** It goes back: this process is at work on it, or whoever takes it on next will be. */
    BACK,
    /** Another process is at work on it, and goes back at its next step at the latest. */
    BACK_ELSEWHERE,
    /** It had ended before. */
    TOO_LATE,
    /** Its kind cannot go back: it is let go of as it is. */
    LET_GO,
    /** The control plane did not answer: only this process knows that it shall go back. */
    UNHEARD
}
