package io.tenantry.provisioning.binlog;

import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.routing.mysql.ServerVersion.Engine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events of rows on their way into a database.
 *
 * <p>A server reads tables' maps once a statement, and opens and locks their tables then. So what
 * comes for the same table one after another is made one statement, whoever's transactions it was
 * of; and each statement is cut where it would need much memory.
 */
final class RowEvents {
    private static final int FLUSH_BYTES = 1 << 20;
    private static final int FLAGS = LogEvent.HEADER + 6;
    private static final int END_OF_STATEMENT = 1;

    private final AdminConnection admin;
    private final DatabaseName target;
    private final Set<String> without;
    private final Set<Long> leftAlone = new HashSet<>();
    private final Map<Long, LogEvent> maps = new HashMap<>();
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(FLUSH_BYTES * 2);
    private byte[] formatInForce = {};
    private @Nullable LogEvent held;
    private long uncommitted;

    RowEvents(AdminConnection admin, DatabaseName target, Set<String> without) {
        this.admin = admin;
        this.target = target;
        this.without = without;
    }

    long uncommittedBytes() {
        return uncommitted;
    }

    void committed() {
        uncommitted = 0;
    }

    /** Says how the events that follow are to be read. */
    void format(LogEvent description) throws SQLException {
        if (!Arrays.equals(formatInForce, description.bytes())) {
            flush();
            admin.jdbc().commit();
            execute(description.bytes());
            if (admin.version().engine() == Engine.MYSQL) {
                // Else the server expects to be told which transaction is which, as replicas are.
                admin.execute("SET SESSION gtid_next = 'AUTOMATIC'");
            }
            formatInForce = description.bytes();
        }
    }

    void table(LogEvent map) {
        // A number is another table's after a restart of the server.
        if (!without.isEmpty() && without.contains(TableMap.table(map))) {
            leftAlone.add(map.tableId());
        } else {
            leftAlone.remove(map.tableId());
        }
        maps.put(map.tableId(), TableMap.in(map, target.value()));
    }

    void add(LogEvent rows) throws SQLException {
        if (leftAlone.contains(rows.tableId())) {
            return;
        }
        LogEvent previous = held;
        if (previous == null) {
            open(rows);
        } else if (previous.tableId() == rows.tableId() && flags(previous) == flags(rows)) {
            write(previous.withStatementEnding(false));
        } else {
            write(previous.withStatementEnding(true));
            open(rows);
        }
        held = rows;
        if (buffer.size() >= FLUSH_BYTES) {
            flush();
        }
    }

    private static int flags(LogEvent rows) {
        return rows.bytes()[FLAGS] & ~END_OF_STATEMENT;
    }

    private void open(LogEvent rows) {
        LogEvent map = maps.get(rows.tableId());
        if (map == null) {
            throw new UnreadableLogException("rows of a table that was not named before");
        }
        write(map);
    }

    private void write(LogEvent event) {
        buffer.writeBytes(event.bytes());
        uncommitted += event.bytes().length;
    }

    /** Executes what is held back. */
    void flush() throws SQLException {
        LogEvent last = held;
        held = null;
        if (last != null) {
            write(last.withStatementEnding(true));
        }
        if (buffer.size() > 0) {
            byte[] bytes = buffer.toByteArray();
            buffer.reset();
            execute(bytes);
        }
    }

    private void execute(byte[] bytes) throws SQLException {
        String sql =
                "BINLOG '%s'"
                        .formatted(
                                new String(
                                        Base64.getEncoder().encode(bytes),
                                        StandardCharsets.ISO_8859_1));
        try (Statement statement = admin.jdbc().createStatement()) {
            statement.execute(sql);
        } catch (PacketTooBigException e) {
            // One row, or what it was before and after: nothing smaller can be sent.
            throw new ProvisioningException(
                    Reason.REPLAY_FAILED,
                    "an archived change of one row takes %d bytes to say again, more than the server takes at once; raise its max_allowed_packet above that while the tenant is restored"
                            .formatted(sql.length()),
                    e);
        }
    }
}
