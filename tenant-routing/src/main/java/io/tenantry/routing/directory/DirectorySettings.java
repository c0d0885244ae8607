package io.tenantry.routing.directory;

import java.time.Duration;

/**
 * How fresh the directory keeps itself.
 *
 * @param poll how often changes are read from the control plane
 * @param overlap how far each poll looks back before the last one, so that a transaction that
 *     committed late is not missed; longer than any control-plane transaction
 * @param maxStale how long routes are trusted when the control plane cannot be read
 * @param unknownFor how long an unknown tenant stays unknown without asking again
 */
public record DirectorySettings(
        Duration poll, Duration overlap, Duration maxStale, Duration unknownFor) {
    public static final DirectorySettings DEFAULTS =
            new DirectorySettings(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(15),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(2));
}
