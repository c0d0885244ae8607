package io.tenantry.provisioning.export;

import java.util.List;

/** A foreign key of a table. */
record TableReference(
        String name, List<String> columns, String otherTable, List<String> otherColumns) {}
