package io.tenantry.provisioning.tenant;

import io.tenantry.routing.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what was removed of a tenant, and that a search afterwards found nothing.
 *
 * @param operation the purge's id
 * @param requestedBy who asked for the purge
 * @param createdAt when the tenant was asked for
 * @param deletedAt when it was deleted
 * @param purgedAt when the last of it was gone
 * @param removed what was removed, in the order of its removal
 * @param searched where was searched, and how much was found: nothing, or not known
 */
public record DeletionReceipt(
        TenantId tenant,
        String slug,
        String name,
        String operation,
        String requestedBy,
        Instant createdAt,
        Instant deletedAt,
        Instant purgedAt,
        List<Item> removed,
        List<Search> searched) {
    public DeletionReceipt {
        removed = List.copyOf(removed);
        searched = List.copyOf(searched);
    }

    /**
     * Something that was removed.
     *
     * @param kind what it was: database, account, members, …
     */
    public record Item(String kind, String name, Instant removedAt) {}

    /**
     * A place that was searched.
     *
     * @param found how many traces were there; null if the place could not be searched
     */
    public record Search(String place, @Nullable Long found) {}
}
