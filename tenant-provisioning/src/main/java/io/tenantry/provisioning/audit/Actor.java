package io.tenantry.provisioning.audit;

import org.jspecify.annotations.Nullable;

/**
 * Who asks for something.
 *
 * @param name 1 to 100 characters: a user's id, or the name of a command or a background job
 * @param address where from, at most 64 characters; null if it came from no network
 */
public record Actor(String name, @Nullable String address) {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ADDRESS = 64;

    /**
     * @throws IllegalArgumentException if the name is blank or longer than 100, or the address
     *     longer than 64 characters
     */
    public Actor {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("an actor's name has 1 to 100 characters");
        }
        if (address != null && address.length() > LONGEST_ADDRESS) {
            throw new IllegalArgumentException("an actor's address has at most 64 characters");
        }
    }

    /** Somebody or something at work on this machine. */
    public static Actor local(String name) {
        return new Actor(name, null);
    }
}
