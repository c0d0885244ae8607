package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.changelog.SchemaFingerprint;
import io.tenantry.provisioning.changelog.SchemaOutline;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;

/**
 * Makes an empty database like a source, and proves it: the rows of each table are read back and
 * compared, and so is the schema.
 */
public final class DatabaseCopy {
    private final Source from;
    private final AdminConnection to;
    private final DatabaseName database;
    private final RowLoader loader;

    DatabaseCopy(Source from, AdminConnection to, DatabaseName database, RowLoader loader) {
        this.from = from;
        this.to = to;
        this.database = database;
        this.loader = loader;
    }

    /**
     * What was copied.
     *
     * @param rows of all tables
     * @param fingerprint of the copy's schema, 64 hex digits
     */
    public record Report(long rows, String fingerprint) {}

    /**
     * Makes the copy.
     *
     * @param to with autocommit on; on a server of the same engine
     * @param database empty
     * @param without tables that are made, but get no rows
     * @throws ProvisioningException with {@link Reason#ENGINE_MISMATCH} if the servers are of
     *     different engines, or {@link Reason#COPY_MISMATCH} if the copy is not like its source;
     *     from an archive also {@link Reason#BACKUP_DAMAGED} or {@link Reason#BACKUP_STORE_FAILED}
     */
    public static Report make(
            Source from, AdminConnection to, DatabaseName database, Set<String> without)
            throws SQLException {
        if (from.version().engine() != to.version().engine()) {
            throw new ProvisioningException(
                    Reason.ENGINE_MISMATCH,
                    "a database on %s cannot be copied to %s; choose a server of the same engine"
                            .formatted(from.version(), to.version()));
        }
        try (SessionSettings _ = SessionSettings.writing(to)) {
            return new DatabaseCopy(from, to, database, RowLoader.allowedBy(to)).make(without);
        }
    }

    Report make(Set<String> without) throws SQLException {
        Schema schema = from.schema();
        SchemaWriter writer = new SchemaWriter(to, database);
        writer.writeTables(schema);
        long rows = 0;
        for (Table table : schema.tables()) {
            if (!without.contains(table.name())) {
                rows += copy(table);
            }
        }
        writer.writeRest(schema);
        return new Report(rows, proven());
    }

    private long copy(Table table) throws SQLException {
        TableSum read;
        try (RowSource rows = from.rows(table)) {
            read = loader.load(rows, to, database);
        } catch (IOException e) {
            throw ArchiveProblems.reading(e);
        }
        from.check(table, read);
        TableSum written = TableRows.sum(to, database, table);
        if (!written.equals(read)) {
            throw new ProvisioningException(
                    Reason.COPY_MISMATCH,
                    "table %s of the copy is not like the original: %d rows were read and %d are there%s; compare the servers' settings and releases"
                            .formatted(
                                    table.name(),
                                    read.rows(),
                                    written.rows(),
                                    written.rows() == read.rows() ? ", with other values" : ""));
        }
        return read.rows();
    }

    private String proven() throws SQLException {
        SchemaOutline copy = SchemaFingerprint.outline(to, database);
        // Another release words the same definitions differently.
        if (from.version().release().equals(to.version().release())) {
            SchemaOutline original = from.outline();
            if (!copy.fingerprint().equals(original.fingerprint())) {
                throw new ProvisioningException(
                        Reason.COPY_MISMATCH,
                        "the schema of the copy is not like the original's (%s); compare the servers' settings"
                                .formatted(copy.driftFrom(original)));
            }
        }
        return copy.fingerprint();
    }
}
