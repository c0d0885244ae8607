package io.tenantry.provisioning.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.routing.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the log, as it was written.
 *
 * @param id a ULID: entries sort by it in the order of their writing
 * @param actor who did it: a user's id, or the name of a command or a background job
 * @param address where from; null if it came from no network
 * @param tenant whose log it belongs to; null for what concerns the platform only
 * @param action what was done, dotted: {@code tenant.create}
 * @param subject what it was done to; null if the tenant says it all
 * @param before the subject as it was; null if it was not there
 * @param after the subject as it was afterwards; null if it was no more
 */
public record AuditRecord(
        String id,
        Instant at,
        String actor,
        @Nullable String address,
        @Nullable TenantId tenant,
        String action,
        @Nullable String subject,
        @Nullable JsonNode before,
        @Nullable JsonNode after) {}
