package io.tenantry.provisioning.restore;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the operations are given that turn a tenant's route to another of its databases.
 *
 * @param restore its id
 * @param at the moment to go back to; null for that of the backup
 * @param server the name of the server for a database that is yet to be made; null for the present
 * @param graceMillis how long statements and transactions that run may go on, in milliseconds
 * @param keepMillis how long the database that serves no more is kept, in milliseconds
 */
record SwapDatabases(
        String restore,
        String backup,
        RestoreMode mode,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant at,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String server,
        long graceMillis,
        long keepMillis) {}
