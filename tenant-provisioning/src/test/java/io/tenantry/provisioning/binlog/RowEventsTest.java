package io.tenantry.provisioning.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.routing.Ulid;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which rows are left out. */
class RowEventsTest {
    private static final long NUMBER = 120;

    private static LogEvent event(int type, byte[] body) {
        byte[] bytes =
                ByteBuffer.allocate(LogEvent.HEADER + body.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(4, (byte) type)
                        .putInt(9, LogEvent.HEADER + body.length)
                        .position(LogEvent.HEADER)
                        .put(body)
                        .array();
        return new LogEvent(bytes);
    }

    private static LogEvent map(String table) {
        byte[] name = table.getBytes(StandardCharsets.US_ASCII);
        return event(
                LogEvent.TABLE_MAP,
                ByteBuffer.allocate(8 + 3 + name.length + 2 + 8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(NUMBER)
                        .put((byte) 1)
                        .put((byte) 'd')
                        .put((byte) 0)
                        .put((byte) name.length)
                        .put(name)
                        .array());
    }

    private static LogEvent rows() {
        return event(
                LogEvent.WRITE_ROWS,
                ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(NUMBER).array());
    }

    @Test
    void aTablesNumberMayBeAnothersAfterTheServerWasRestarted() throws Exception {
        try (TestFleet fleet = TestFleet.create();
                AdminConnection admin =
                        fleet.connections()
                                .open(
                                        fleet.inControlPlane("SELECT id FROM database_servers")
                                                .getFirst())) {
            RowEvents events =
                    new RowEvents(admin, DatabaseName.of(Ulid.next()), Set.of("idempotency_keys"));
            events.table(map("idempotency_keys"));
            events.add(rows());
            assertThat(events.uncommittedBytes()).isZero();

            events.table(map("designs"));
            events.add(rows());
            // The map is held back until the next event of rows.
            events.add(rows());

            assertThat(events.uncommittedBytes()).isPositive();
        }
    }
}
