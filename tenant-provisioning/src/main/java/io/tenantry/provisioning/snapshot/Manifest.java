package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.changelog.SchemaOutline;
import io.tenantry.provisioning.store.SealedStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an archive holds.
 *
 * @param format of the archive: 1; none was written before there were numbers
 * @param server what its server said of its version
 * @param database where it lay
 * @param schemaVersion the changelog version of the database, 64 hex digits
 * @param takenAt the moment that it shows, as an ISO instant by the server's clock
 * @param position null if the server kept no binary log
 * @param gtid null if the server has none
 * @param outline its schema as that server words it
 * @param tables as in the schema, in the same order
 */
record Manifest(
        int format,
        String server,
        @Nullable String database,
        @Nullable String schemaVersion,
        @Nullable String takenAt,
        @Nullable LogPosition position,
        @Nullable String gtid,
        Schema schema,
        SchemaOutline outline,
        List<Rows> tables) {
    /** The newest format that this release writes, and reads. */
    static final int NEWEST = 1;

    /**
     * A table's rows.
     *
     * @param pieces in which their text is stored, in their order; none if there are no rows
     */
    record Rows(String table, TableSum sum, List<SealedStore.Stored> pieces) {}
}
