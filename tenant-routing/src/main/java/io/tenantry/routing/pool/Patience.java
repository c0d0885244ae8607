package io.tenantry.routing.pool;

import java.time.Duration;

/**
 * How long a server's pool waits for what.
 *
 * @param acquire how long a unit of work waits for a connection
 * @param connect how long reaching the server may take
 * @param answer how long an answer may take to what the pool itself asks: to log in, to become a
 *     tenant, to clean up; above zero
 * @param abandon how long a server may not answer until the units of work that wait for it are
 *     given up
 * @param socket how long any other answer may take; zero for ever
 * @param idle after which an unused connection is closed
 */
public record Patience(
        Duration acquire,
        Duration connect,
        Duration answer,
        Duration abandon,
        Duration socket,
        Duration idle) {

    public static final Patience DEFAULTS =
            new Patience(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(5));

    /**
     * @throws IllegalArgumentException naming the setting that is out of range
     */
    public Patience {
        PoolSettings.require(!acquire.isNegative(), "acquire-timeout must not be negative");
        PoolSettings.require(connect.isPositive(), "connect-timeout must be positive");
        PoolSettings.require(answer.isPositive(), "answer-timeout must be positive");
        PoolSettings.require(!abandon.isNegative(), "abandon-after must not be negative");
        PoolSettings.require(!socket.isNegative(), "socket-timeout must not be negative");
        PoolSettings.require(idle.isPositive(), "idle-timeout must be positive");
    }

    /** The same but for how long a unit of work waits for a connection. */
    public Patience acquiring(Duration otherwise) {
        return new Patience(otherwise, connect, answer, abandon, socket, idle);
    }

    /** The same but for how soon a server that does not answer is noticed, and given up. */
    public Patience noticing(Duration sooner, Duration givingUp) {
        return new Patience(acquire, connect, sooner, givingUp, socket, idle);
    }
}
