package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.changelog.SchemaOutline;
import io.tenantry.routing.mysql.ServerVersion;
import java.sql.SQLException;
import java.util.List;

/** One database as it was at one moment: in a server still, or in an archive. */
public sealed interface Source permits Snapshot, Archive {
    /** Of the server on which it lies, or lay. */
    ServerVersion version();

    Schema schema();

    /** Its schema as servers of its release word it. */
    SchemaOutline outline();

    /** About how many bytes the rows of a table are as text; 0 if nobody knows. */
    long bytes(Table table);

    /** All rows of a table; several feeds can be read at the same time. */
    List<TextFeed> feeds(Table table) throws SQLException;

    /** What the rows of a table come to; known once all of them were read. */
    TableSum sum(Table table);
}
