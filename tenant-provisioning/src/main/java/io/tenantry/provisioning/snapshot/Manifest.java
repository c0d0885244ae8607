package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.changelog.SchemaOutline;
import io.tenantry.provisioning.store.SealedStore;
import java.util.List;

/**
 * What an archive holds.
 *
 * @param server what its server said of its version
 * @param outline its schema as that server words it
 * @param tables as in the schema, in the same order
 */
record Manifest(String server, Schema schema, SchemaOutline outline, List<Rows> tables) {
    /**
     * A table's rows.
     *
     * @param pieces in which their text is stored, in their order; none if there are no rows
     */
    record Rows(String table, TableSum sum, List<SealedStore.Stored> pieces) {}
}
