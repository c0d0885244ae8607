package io.tenantry.provisioning.restore;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the operations on a peek are given that make it and end it.
 *
 * @param peek its id
 * @param at the moment to look at; null for that of the backup
 * @param openMillis how long it stays, from when it can be looked at, in milliseconds
 */
record OpenPeek(
        String peek,
        String backup,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant at,
        long openMillis) {}
