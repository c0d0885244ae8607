package io.tenantry.provisioning.changelog;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.liquibase.SerialLiquibase;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.server.ScratchDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Goes one way on scratch databases of one server: once by Liquibase, and once more, piece by
 * piece, by what Liquibase wrote, to prove that it does the same and to learn what a database looks
 * like after each piece.
 *
 * @param engine the server's release
 * @param older what a database of the way's older version is made of
 * @param newer what a new database of the other one looks like
 */
record Rehearsal(
        AdminConnections connections,
        String serverId,
        TenantChangelog changelog,
        Way way,
        String engine,
        ChangelogRecording older,
        ChangelogRecording newer) {
    private static final Logger LOG = Logger.getLogger(Rehearsal.class.getName());

    /** Where a database is, what it looks like, and how many rows each table has. */
    private record Look(Checkpoint place, SchemaOutline outline, Map<String, String> rows) {
        static Look of(AdminConnection admin, DatabaseName database) throws SQLException {
            SchemaOutline outline = SchemaFingerprint.outline(admin, database);
            return new Look(
                    new Checkpoint(outline.fingerprint(), Checkpoint.changesets(admin, database)),
                    outline,
                    RowCounts.of(admin, database));
        }

        boolean isLike(Look other) {
            return place.equals(other.place) && rows.equals(other.rows);
        }
    }

    /**
     * What Liquibase does on the way.
     *
     * @param ran the changesets that it runs; none on a way back
     * @param undone the changesets that it rolls back; none on a way forth
     * @param likeNew whether the result looks as a database does that was made of that version
     */
    private record Authored(
            List<String> statements,
            Set<String> ran,
            Set<String> undone,
            Look end,
            boolean likeNew) {}

    /**
     * @throws ProvisioningException with {@link Reason#ROLLBACK_IMPOSSIBLE} if there is no way
     *     back, or {@link Reason#CHANGELOG_BROKEN}
     */
    MigrationRecording record() throws SQLException {
        try (AdminConnection admin = connections.open(serverId)) {
            ScratchDatabase.clearLeftovers(admin);
            Authored authored;
            try (ScratchDatabase scratch = ScratchDatabase.create(admin)) {
                ChangelogReplay.replay(admin, older.statements());
                authored =
                        switch (way.direction()) {
                            case FORTH -> forth(admin, scratch.name());
                            case BACK -> back(admin, scratch.name());
                        };
            }
            try (ScratchDatabase scratch = ScratchDatabase.create(admin)) {
                ChangelogReplay.replay(admin, older.statements());
                if (way.direction() == Way.Direction.BACK) {
                    SerialLiquibase.update(admin.jdbc(), changelog.root());
                }
                return proven(scratch.name(), authored);
            }
        }
    }

    private Authored forth(AdminConnection admin, DatabaseName database) throws SQLException {
        Set<String> ran = SerialLiquibase.ran(admin.jdbc());
        List<String> statements = SerialLiquibase.record(admin.jdbc(), changelog.root());
        Look end = Look.of(admin, database);
        return new Authored(
                nameless(statements, database),
                beyond(ran, SerialLiquibase.ran(admin.jdbc())),
                Set.of(),
                end,
                end.place().fingerprint().equals(newer.fingerprint()));
    }

    /** There and back again: what was new on the way there is rolled back. */
    private Authored back(AdminConnection admin, DatabaseName database) throws SQLException {
        Look before = Look.of(admin, database);
        Set<String> ranBefore = SerialLiquibase.ran(admin.jdbc());
        SerialLiquibase.update(admin.jdbc(), changelog.root());
        Set<String> undone = beyond(ranBefore, SerialLiquibase.ran(admin.jdbc()));
        changelog
                .firstOptional(undone)
                .ifPresent(changeset -> {
                    throw impossible(
                            "changeset %s ran on some databases and not on others, as its preconditions or failOnError have it"
                                    .formatted(changeset));
                });
        List<String> statements = rolledBack(admin, undone);
        Look end = Look.of(admin, database);
        if (!end.place().equals(before.place())) {
            throw impossible(
                    "it does not lead to what a database of version %s looks like: %s"
                            .formatted(way.to(), difference(end, before)));
        }
        return new Authored(nameless(statements, database), Set.of(), undone, end, true);
    }

    private static Set<String> beyond(Set<String> before, Set<String> after) {
        Set<String> more = new HashSet<>(after);
        more.removeAll(before);
        return more;
    }

    private List<String> rolledBack(AdminConnection admin, Set<String> undone) {
        try {
            return SerialLiquibase.rollBack(admin.jdbc(), changelog.root(), undone);
        } catch (ProvisioningException e) {
            if (e.reason() == Reason.CHANGELOG_BROKEN) {
                throw new ProvisioningException(
                        Reason.ROLLBACK_IMPOSSIBLE, "it does not run: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    private static String difference(Look end, Look before) {
        String difference = end.outline().driftFrom(before.outline());
        return difference.isEmpty() ? "Liquibase's table DATABASECHANGELOG is another" : difference;
    }

    private static ProvisioningException impossible(String why) {
        return new ProvisioningException(Reason.ROLLBACK_IMPOSSIBLE, why);
    }

    /** Liquibase qualifies its own table with the database's name. */
    private static List<String> nameless(List<String> statements, DatabaseName database) {
        return statements.stream().map(database::removedFrom).toList();
    }

    private MigrationRecording proven(DatabaseName database, Authored authored)
            throws SQLException {
        List<Move.Pending> pieces = Move.pending(authored.statements());
        // On a connection of its own, as a tenant's: the first may carry session state.
        try (AdminConnection admin = connections.open(serverId)) {
            admin.use(database);
            Look begin = Look.of(admin, database);
            boolean replayable =
                    changelog.onlySql()
                            && (way.direction() == Way.Direction.BACK
                                    || !changelog.asksEachDatabase(authored.ran()))
                            && pieces.stream().noneMatch(p -> p.kind() == StatementKind.OTHER)
                            && authored.statements().stream().noneMatch(database::isNamedIn);
            List<Move> moves =
                    replayable ? walk(admin, database, begin.place(), pieces) : List.of();
            Look end = Look.of(admin, database);
            boolean proven = moves.size() == pieces.size() && end.isLike(authored.end());
            return new MigrationRecording(
                    way.from(),
                    way.to(),
                    engine,
                    proven,
                    authored.likeNew(),
                    begin.place(),
                    proven ? moves : unproven(pieces, authored.end().place()),
                    proven ? end.outline().changesSince(begin.outline()).orElse(null) : null,
                    authored.undone());
        }
    }

    private static List<Move> unproven(List<Move.Pending> pieces, Checkpoint end) {
        return pieces.stream().map(piece -> piece.endingAt(end)).toList();
    }

    /** Makes all moves and looks where each ends; up to the first that the database refuses. */
    private static List<Move> walk(
            AdminConnection admin,
            DatabaseName database,
            Checkpoint start,
            List<Move.Pending> pieces)
            throws SQLException {
        List<Move> moves = new ArrayList<>();
        Checkpoint here = start;
        try {
            for (Move.Pending piece : pieces) {
                MoveMaker.make(admin, piece.kind(), piece.statements(), null);
                here = reached(admin, database, here, piece.kind());
                moves.add(piece.endingAt(here));
            }
            return moves;
        } catch (java.sql.SQLSyntaxErrorException
                | java.sql.SQLIntegrityConstraintViolationException e) {
            LOG.log(Level.WARNING, "the recorded migration does not replay", e);
            return moves;
        }
    }

    private static Checkpoint reached(
            AdminConnection admin, DatabaseName database, Checkpoint before, StatementKind kind)
            throws SQLException {
        return switch (kind) {
            case SCHEMA -> Checkpoint.of(admin, database);
            case DATA ->
                    new Checkpoint(before.fingerprint(), Checkpoint.changesets(admin, database));
            case SESSION, OTHER -> before;
        };
    }
}
