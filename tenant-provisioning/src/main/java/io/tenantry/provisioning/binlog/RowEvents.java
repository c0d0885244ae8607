package io.tenantry.provisioning.binlog;

import com.mysql.cj.NativeSession;
import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import com.mysql.cj.jdbc.exceptions.SQLExceptionsMapping;
import com.mysql.cj.protocol.a.NativeMessageBuilder;
import com.mysql.cj.protocol.a.NativePacketPayload;
import com.mysql.cj.protocol.a.NativeProtocol;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.routing.mysql.ServerVersion.Engine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
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
 * of; and each statement is cut where it would need much memory. A large event is a statement by
 * itself: more would not fit into one packet, nor into little memory.
 */
final class RowEvents {
    private static final int FLUSH_BYTES = 1 << 20;
    private static final int FLAGS = LogEvent.HEADER + 6;
    private static final int END_OF_STATEMENT = 1;

    /** Room for what comes before a statement in its packet. */
    private static final int COMMAND = 16;

    private static final byte[] BEGIN = "BINLOG '".getBytes(StandardCharsets.ISO_8859_1);

    private final AdminConnection admin;
    private final DatabaseName target;
    private final Set<String> without;
    private final Set<Long> leftAlone = new HashSet<>();
    private final Map<Long, LogEvent> maps = new HashMap<>();
    private ByteArrayOutputStream buffer = new ByteArrayOutputStream(FLUSH_BYTES * 2);
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
            buffer.writeBytes(description.bytes());
            execute(takeStatement());
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
        LogEvent before = held;
        if (before != null
                && buffer.size() + before.bytes().length + rows.bytes().length > FLUSH_BYTES) {
            flush();
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
            execute(takeStatement());
        }
    }

    /**
     * What the buffer holds, as a statement: memory holds it twice meanwhile, and not once more.
     */
    private byte[] takeStatement() {
        int encoded = Math.toIntExact((buffer.size() + 2L) / 3 * 4);
        byte[] sql = new byte[BEGIN.length + encoded + 1];
        ByteBuffer text = ByteBuffer.wrap(sql).put(BEGIN);
        try (OutputStream encoder = Base64.getEncoder().wrap(into(text))) {
            buffer.writeTo(encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        text.put((byte) '\'');
        // A new one, as a large event's would be kept for ever.
        buffer = new ByteArrayOutputStream(FLUSH_BYTES * 2);
        return sql;
    }

    private static OutputStream into(ByteBuffer text) {
        return new OutputStream() {
            @Override
            public void write(int one) {
                text.put((byte) one);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                text.put(bytes, from, length);
            }
        };
    }

    /** Below the driver's statements: these reckon with four bytes for each character. */
    private void execute(byte[] sql) throws SQLException {
        NativeSession session = (NativeSession) ((JdbcConnection) admin.jdbc()).getSession();
        NativeProtocol protocol = session.getProtocol();
        NativeMessageBuilder messages = (NativeMessageBuilder) protocol.getMessageBuilder();
        NativePacketPayload packet = new NativePacketPayload(sql.length + COMMAND);
        try {
            protocol.sendCommand(messages.buildComQuery(packet, session, sql), false, 0);
        } catch (CJException e) {
            throw refused(SQLExceptionsMapping.translateException(e), sql);
        }
    }

    private static SQLException refused(SQLException cause, byte[] sql) {
        if (cause instanceof PacketTooBigException) {
            // One row, or what it was before and after: nothing smaller can be sent.
            throw new ProvisioningException(
                    Reason.REPLAY_FAILED,
                    "an archived change of one row takes %d bytes to say again, more than the server takes at once; raise its max_allowed_packet above that while the tenant is restored"
                            .formatted(sql.length),
                    cause);
        }
        return cause;
    }
}
