package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.server.ServerTrouble;
import io.tenantry.provisioning.snapshot.EventText;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What was archived, executed in another database: rows as BINLOG statements, and statements as
 * they were.
 *
 * <p>Several transactions are committed together, because nobody looks at the database before it is
 * whole. The server writes all of it to its own log, which its replicas need.
 */
final class ReplaySession implements AutoCloseable {
    private static final long COMMIT_AFTER_BYTES = 16L << 20;
    private static final Pattern CREATE_DATABASE =
            Pattern.compile(
                    "(?is)create\\s+(?:database|schema)\\s+(?:/\\*.*?\\*/\\s*)?(?:if\\s+not\\s+exists\\s+)?(?:`[^`]+`|\\w+)(.*)");

    private final AdminConnection admin;
    private final DatabaseName from;
    private final DatabaseName target;
    private final RowEvents rows;
    private final Map<String, String> before;
    private long events;

    private ReplaySession(
            AdminConnection admin,
            DatabaseName from,
            DatabaseName target,
            Set<String> without,
            Map<String, String> before)
            throws SQLException {
        this.admin = admin;
        this.from = from;
        this.target = target;
        this.before = before;
        this.rows = new RowEvents(admin, target, without);
    }

    static ReplaySession on(
            AdminConnection admin, DatabaseName from, DatabaseName target, Set<String> without)
            throws SQLException {
        admin.use(target);
        ReplaySession session =
                new ReplaySession(admin, from, target, without, SessionState.read(admin));
        admin.jdbc().setAutoCommit(false);
        return session;
    }

    /** How many events were executed. */
    long events() {
        return events;
    }

    void format(LogEvent description) throws SQLException {
        try {
            rows.format(description);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    void change(LogEvent event) throws SQLException {
        events++;
        try {
            switch (event.type()) {
                case LogEvent.TABLE_MAP -> rows.table(event);
                case LogEvent.QUERY -> statement(QueryEvent.of(event));
                default -> rows.add(event);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** A transaction is over. */
    void ended() throws SQLException {
        if (rows.uncommittedBytes() >= COMMIT_AFTER_BYTES) {
            commit();
        }
    }

    void commit() throws SQLException {
        try {
            rows.flush();
            admin.jdbc().commit();
            rows.committed();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void statement(QueryEvent statement) throws SQLException {
        commit();
        switch (Statement.of(statement.sql())) {
            case DROP_DATABASE -> {
                admin.dropDatabase(target);
                admin.createDatabase(target);
                admin.use(target);
            }
            case CREATE_DATABASE -> {
                String options =
                        CREATE_DATABASE.matcher(statement.sql()).replaceFirst("$1").strip();
                if (!options.isEmpty()) {
                    admin.execute("ALTER DATABASE %s %s".formatted(target.quoted(), options));
                }
            }
            default -> execute(statement);
        }
    }

    private void execute(QueryEvent statement) throws SQLException {
        admin.execute(
                statement.session().settings(statement.time()).entrySet().stream()
                        .map(setting -> "%s = %s".formatted(setting.getKey(), setting.getValue()))
                        .collect(Collectors.joining(", ", "SET SESSION ", "")));
        String sql = from.removedFrom(statement.sql());
        // How MySQL writes down CREATE TABLE … SELECT: the rows come as events.
        admin.execute(
                EventText.paused(
                        sql.replaceFirst("(?i)\\s+START TRANSACTION\\s*$", ""), admin.version()));
    }

    private SQLException failed(SQLException e) {
        if (!(e instanceof SQLNonTransientException)
                && e.getSQLState() != null
                && (e.getSQLState().startsWith("08") || e.getSQLState().startsWith("40"))) {
            return e;
        }
        if (ServerTrouble.behind(e).equals(Optional.of(Reason.SERVER_FULL))) {
            // Nothing is wrong with the change: the journal says what is.
            return e;
        }
        throw new ProvisioningException(
                Reason.REPLAY_FAILED,
                "the server refused an archived change: %s (error %d)"
                        .formatted(e.getMessage(), e.getErrorCode()),
                e);
    }

    @Override
    public void close() throws SQLException {
        admin.jdbc().rollback();
        admin.jdbc().setAutoCommit(true);
        SessionState.restore(admin, before);
    }
}
