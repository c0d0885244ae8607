package io.tenantry.provisioning.binlog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The event that says of which table the rows are that come after it. */
final class TableMap {
    /** A number of six bytes and flags of two. */
    private static final int FIXED = 8;

    private TableMap() {}

    static String database(LogEvent event) {
        ByteBuffer body = event.body();
        body.position(body.position() + FIXED);
        int length = body.get() & 0xff;
        byte[] name = new byte[length];
        body.get(name);
        return new String(name, StandardCharsets.UTF_8);
    }

    /** The table's own name; those of more than 250 bytes do not exist. */
    static String table(LogEvent event) {
        ByteBuffer body = event.body();
        body.position(body.position() + FIXED);
        body.position(body.position() + 1 + (body.get(body.position()) & 0xff) + 1);
        byte[] name = new byte[body.get() & 0xff];
        body.get(name);
        return new String(name, StandardCharsets.UTF_8);
    }

    /** The same for a table of that name in another database. */
    static LogEvent in(LogEvent event, String database) {
        ByteBuffer body = event.body();
        byte[] fixed = new byte[FIXED];
        body.get(fixed);
        int length = body.get() & 0xff;
        body.position(body.position() + length);
        byte[] name = database.getBytes(StandardCharsets.UTF_8);
        ByteBuffer changed =
                ByteBuffer.allocate(FIXED + 1 + name.length + body.remaining())
                        .put(fixed)
                        .put((byte) name.length)
                        .put(name)
                        .put(body)
                        .flip();
        return event.withBody(changed);
    }
}
