package io.tenantry.problem;

/** The caller has shown something, and is asked for more before they are let in. */
public final class ChallengeException extends ProblemException {
    private static final long serialVersionUID = 1L;

    private final String challenge;

    /**
     * @param challenge what they send back with it
     */
    public ChallengeException(ErrorCode code, String detail, String remedy, String challenge) {
        super(code, detail, remedy);
        this.challenge = challenge;
    }

    String challenge() {
        return challenge;
    }
}
