package io.tenantry.provisioning.snapshot;

import java.util.List;

/**
 * What a snapshot's database consists of, apart from its rows.
 *
 * @param characterSet the database's own
 * @param collation the database's own
 * @param triggers in the order in which they fire
 */
record Schema(
        String characterSet,
        String collation,
        List<Table> tables,
        List<SchemaObject> routines,
        List<SchemaObject> views,
        List<SchemaObject> triggers,
        List<SchemaObject> events) {}
