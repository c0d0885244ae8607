package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.snapshot.LogPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the archiving of a server's log stands; what is not known is null.
 *
 * @param server its name
 * @param owner the replica that archives it
 * @param coveredUntil what was committed before is archived, by the server's clock
 * @param archived how far
 * @param end where the server's log ended when it was looked at last
 * @param bytesBehind of its log
 * @param seenAt when it was looked at last
 * @param problem why nothing is archived at the moment: a code
 * @param detail of the problem, for people
 * @param warnings settings of the server that will make gaps
 */
public record ArchiverState(
        String serverId,
        String server,
        @Nullable String owner,
        @Nullable Instant leaseUntil,
        @Nullable Instant coveredUntil,
        @Nullable LogPosition archived,
        @Nullable LogPosition end,
        @Nullable Long bytesBehind,
        @Nullable Instant seenAt,
        @Nullable String problem,
        @Nullable String detail,
        List<String> warnings) {

    /** How old what is archived is; empty if nothing is. */
    public Optional<Duration> lag(Instant now) {
        return Optional.ofNullable(coveredUntil)
                .map(covered -> Duration.between(covered, now))
                .map(lag -> lag.isNegative() ? Duration.ZERO : lag);
    }
}
