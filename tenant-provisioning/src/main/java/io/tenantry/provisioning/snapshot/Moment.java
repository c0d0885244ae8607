package io.tenantry.provisioning.snapshot;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Of what moment a snapshot is.
 *
 * @param takenAt by the server's clock, to the microsecond: what was committed before is in it
 * @param position what was committed before this place in the binary log is in the snapshot, and
 *     nothing else; null if the server keeps no log, or its admin may not ask
 * @param gtid the transactions before that position, as the server words them; null if it has none
 */
public record Moment(Instant takenAt, @Nullable LogPosition position, @Nullable String gtid) {}
