package io.tenantry.provisioning.tenant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.routing.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** SQL on {@code deletion_receipts} and their items. */
public final class DeletionReceipts {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DeletionReceipts() {}

    /**
     * Notes that something of a tenant is gone; to be called alongside the step that removes it.
     *
     * @param kind what it was, at most 40 lower-case letters and hyphens
     * @param name which one, or how many; at most 200 characters
     */
    public static void removed(
            Handle handle, TenantId tenant, String kind, String name, Instant now) {
        handle.createUpdate(
                        """
                        INSERT INTO deletion_receipt_items (tenant_id, kind, name, removed_at)
                        VALUES (:tenant, :kind, :name, :now)
                        ON DUPLICATE KEY UPDATE removed_at = removed_at
                        """)
                .bind("tenant", tenant.value())
                .bind("kind", kind)
                .bind("name", name)
                .bind("now", now)
                .execute();
    }

    /**
     * Notes where a room has searched for what is left of a tenant, to be called alongside its
     * step. Something that was found stops the purge before its receipt is signed.
     *
     * @param place as the receipt names it; at most 100 characters
     * @param found how many traces were there; null if the place could not be searched
     */
    public static void searched(
            Handle handle, TenantId tenant, String place, @Nullable Long found) {
        handle.createUpdate(
                        """
                        INSERT INTO deletion_receipt_searches (tenant_id, place, found)
                        VALUES (:tenant, :place, :found)
                        ON DUPLICATE KEY UPDATE found = :found
                        """)
                .bind("tenant", tenant.value())
                .bind("place", place)
                .bind("found", found)
                .execute();
    }

    /** Where rooms have searched. */
    static List<DeletionReceipt.Search> searchesOfRooms(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        """
                        SELECT place, found
                        FROM deletion_receipt_searches
                        WHERE tenant_id = :tenant
                        ORDER BY place
                        """)
                .bind("tenant", tenant.value())
                .map((row, _) ->
                        new DeletionReceipt.Search(
                                row.getString("place"), row.getObject("found", Long.class)))
                .list();
    }

    /** Every table of the control plane with a tenant in it, but for the books. */
    static List<DeletionReceipt.Search> searchControlPlane(Handle handle, TenantId tenant) {
        return handle
                .createQuery(
                        """
                        SELECT c.TABLE_NAME
                        FROM information_schema.COLUMNS c
                        JOIN information_schema.TABLES t
                          ON t.TABLE_SCHEMA = c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME
                        WHERE c.TABLE_SCHEMA = DATABASE() AND c.COLUMN_NAME = 'tenant_id'
                          AND t.TABLE_TYPE = 'BASE TABLE'
                          AND c.TABLE_NAME NOT IN
                              ('operations', 'audit_log', 'deletion_receipts',
                               'deletion_receipt_items', 'deletion_receipt_searches')
                        ORDER BY c.TABLE_NAME
                        """)
                .mapTo(String.class)
                .list()
                .stream()
                .map(table ->
                        new DeletionReceipt.Search(
                                "control plane: " + table, count(handle, table, tenant)))
                .toList();
    }

    private static long count(Handle handle, String table, TenantId tenant) {
        return handle.createQuery(
                        "SELECT COUNT(*) FROM `%s` WHERE tenant_id = :tenant"
                                .formatted(table.replace("`", "``")))
                .bind("tenant", tenant.value())
                .mapTo(Long.class)
                .one();
    }

    static void sign(
            Handle handle,
            TenantId tenant,
            OperationId operation,
            String requestedBy,
            Instant deletedAt,
            Instant now,
            List<DeletionReceipt.Search> searched) {
        handle.createUpdate(
                        """
                        INSERT INTO deletion_receipts
                            (tenant_id, slug, name, operation_id, requested_by, created_at, deleted_at,
                             purged_at, searched)
                        SELECT id, slug, name, :operation, :requestedBy, created_at, :deletedAt,
                               :now, :searched
                        FROM tenants
                        WHERE id = :tenant
                        """)
                .bind("operation", operation.value())
                .bind("requestedBy", requestedBy)
                .bind("deletedAt", deletedAt)
                .bind("now", now)
                .bind("searched", write(searched))
                .bind("tenant", tenant.value())
                .execute();
    }

    static Optional<DeletionReceipt> find(Handle handle, TenantId tenant) {
        List<DeletionReceipt.Item> items =
                handle.createQuery(
                                """
                                SELECT kind, name, removed_at
                                FROM deletion_receipt_items
                                WHERE tenant_id = :tenant
                                ORDER BY removed_at, kind, name
                                """)
                        .bind("tenant", tenant.value())
                        .map((row, _) ->
                                new DeletionReceipt.Item(
                                        row.getString("kind"),
                                        row.getString("name"),
                                        Columns.instant(row, "removed_at")))
                        .list();
        return handle.createQuery(
                        """
                        SELECT slug, name, operation_id, requested_by, created_at, deleted_at,
                               purged_at, searched
                        FROM deletion_receipts
                        WHERE tenant_id = :tenant
                        """)
                .bind("tenant", tenant.value())
                .map((row, _) ->
                        new DeletionReceipt(
                                tenant,
                                row.getString("slug"),
                                row.getString("name"),
                                row.getString("operation_id"),
                                row.getString("requested_by"),
                                Columns.instant(row, "created_at"),
                                Columns.instant(row, "deleted_at"),
                                Columns.instant(row, "purged_at"),
                                items,
                                read(row.getString("searched"))))
                .findOne();
    }

    private static String write(List<DeletionReceipt.Search> searched) {
        try {
            return JSON.writeValueAsString(searched);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a search does not become JSON", e);
        }
    }

    private static List<DeletionReceipt.Search> read(String searched) {
        try {
            return JSON.readValue(searched, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored receipt cannot be read", e);
        }
    }
}
