package io.tenantry.provisioning.snapshot;

import com.mysql.cj.NativeSession;
import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.exceptions.SQLExceptionsMapping;
import com.mysql.cj.protocol.a.NativeConstants.IntegerDataType;
import com.mysql.cj.protocol.a.NativePacketPayload;
import com.mysql.cj.protocol.a.NativeProtocol;
import io.tenantry.provisioning.server.AdminConnection;
import java.sql.SQLException;

/**
 * The rows of one query as the server sends them, one packet each, in a buffer that is used again.
 *
 * <p>Read below the driver's result sets: these make an object of each row and an array of each
 * value, and that takes longer than everything else that is done to a row.
 */
final class RowPackets implements AutoCloseable {
    private static final int USUAL_ROW = 16 * 1024;
    private static final int LONGEST_KEPT = 1024 * 1024;
    private static final byte ERROR = (byte) 0xff;
    private static final int END = 0xfe;
    private static final int LONGEST_END = 0xffffff;

    private final JdbcConnection jdbc;
    private final NativeProtocol protocol;
    private NativePacketPayload packet = new NativePacketPayload(USUAL_ROW);
    private boolean atEnd;

    private RowPackets(JdbcConnection jdbc, NativeProtocol protocol) {
        this.jdbc = jdbc;
        this.protocol = protocol;
    }

    /** While they are read, the connection can do nothing else. */
    static RowPackets of(AdminConnection admin, String query) throws SQLException {
        JdbcConnection jdbc = (JdbcConnection) admin.jdbc();
        NativeSession session = (NativeSession) jdbc.getSession();
        RowPackets rows = new RowPackets(jdbc, session.getProtocol());
        try {
            rows.begin(session, query);
            return rows;
        } catch (CJException e) {
            throw SQLExceptionsMapping.translateException(e);
        }
    }

    private void begin(NativeSession session, String query) {
        NativePacketPayload answer =
                protocol.sendCommand(
                        protocol.getMessageBuilder()
                                .buildComQuery(
                                        session.getSharedSendPacket(),
                                        session,
                                        query,
                                        null,
                                        "UTF-8"),
                        false,
                        0);
        answer.setPosition(0);
        long columns = answer.readInteger(IntegerDataType.INT_LENENC);
        for (long i = 0; i < columns; i++) {
            protocol.skipPacket();
        }
        if (!protocol.getServerSession().isEOFDeprecated()) {
            protocol.skipPacket();
        }
    }

    /** Goes on to the next row, or says that there is none. */
    boolean next() throws SQLException {
        if (atEnd) {
            return false;
        }
        if (packet.getByteBuffer().length > LONGEST_KEPT) {
            packet = new NativePacketPayload(USUAL_ROW);
        }
        try {
            packet = protocol.readMessage(packet);
            byte first = packet.getByteBuffer()[0];
            if (first == ERROR) {
                atEnd = true;
                protocol.checkErrorMessage(packet);
            }
            atEnd = (first & 0xff) == END && packet.getPayloadLength() < LONGEST_END;
            if (atEnd) {
                packet.setPosition(1);
                protocol.readServerStatusForResultSets(packet, true);
            }
            return !atEnd;
        } catch (CJException e) {
            throw SQLExceptionsMapping.translateException(e);
        }
    }

    /** Where the present row is: values one after the other, each behind its length. */
    byte[] bytes() {
        return packet.getByteBuffer();
    }

    /** How many of the bytes are the row. */
    int length() {
        return packet.getPayloadLength();
    }

    /** Rows that nobody read are not waited for: the connection is given up. */
    @Override
    public void close() {
        if (!atEnd) {
            atEnd = true;
            try {
                jdbc.abortInternal();
            } catch (SQLException e) {
                // It is of no use either way.
                System.getLogger(RowPackets.class.getName())
                        .log(System.Logger.Level.DEBUG, "giving up a connection failed", e);
            }
        }
    }
}
