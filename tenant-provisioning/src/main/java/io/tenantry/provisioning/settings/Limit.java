package io.tenantry.provisioning.settings;

/**
 * How many of something there may be.
 *
 * @param most zero and up; {@link Long#MAX_VALUE} for any number
 */
public record Limit(long most) {
    /** Any number. */
    public static final Limit UNLIMITED = new Limit(Long.MAX_VALUE);

    /**
     * @throws IllegalArgumentException if it is below zero
     */
    public Limit {
        if (most < 0) {
            throw new IllegalArgumentException("a limit is zero or more");
        }
    }

    public static Limit of(long most) {
        return new Limit(most);
    }

    public boolean isUnlimited() {
        return most == Long.MAX_VALUE;
    }

    /** Whether there may be one more where there are so many. */
    public boolean hasRoomBeside(long count) {
        return count < most;
    }
}
