package io.tenantry.provisioning.binlog;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventData;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.RotateEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Events as they came, with nothing decoded but what the connection itself lives by. */
final class RawEvents extends EventDeserializer {
    private static final int LENGTH = 9;
    private static final int LONGEST = 1 << 30;

    private boolean checksums;

    /**
     * An event on its way through the client.
     *
     * @param length in the file, with its checksum
     */
    record Raw(LogEvent event, int length) implements EventData {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public Event nextEvent(ByteArrayInputStream in) throws IOException {
        byte[] whole = whole(in);
        LogEvent event = checked(whole);
        EventHeaderV4 header = new EventHeaderV4();
        header.setEventType(
                event.type() == LogEvent.ROTATE ? EventType.ROTATE : EventType.IGNORABLE);
        header.setNextPosition(event.next());
        header.setEventLength(whole.length);
        return new Event(
                header,
                event.type() == LogEvent.ROTATE
                        ? new EventDataWrapper(rotation(event), new Raw(event, whole.length))
                        : new Raw(event, whole.length));
    }

    private static byte[] whole(ByteArrayInputStream in) throws IOException {
        byte[] header = in.read(LogEvent.HEADER);
        int length = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(LENGTH);
        if (length < LogEvent.HEADER || length > LONGEST + LogEvent.HEADER) {
            throw new UnreadableLogException(
                    "an event says that it has %d bytes".formatted(length));
        }
        byte[] whole = Arrays.copyOf(header, length);
        in.fill(whole, LogEvent.HEADER, length - LogEvent.HEADER);
        return whole;
    }

    /** An event that was changed on its way, or on the server's disk, stops here. */
    private LogEvent checked(byte[] whole) {
        LogEvent event = new LogEvent(whole);
        if (event.type() == LogEvent.FORMAT_DESCRIPTION) {
            checksums = FormatDescription.hasChecksums(whole);
            return event;
        }
        if (!checksums) {
            return event;
        }
        int end = whole.length - LogEvent.CHECKSUM;
        CRC32 crc = new CRC32();
        crc.update(whole, 0, end);
        ByteBuffer buffer = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
        if ((int) crc.getValue() != buffer.getInt(end)) {
            throw new UnreadableLogException(
                    "an event of type %d has a wrong checksum".formatted(event.type()));
        }
        return event.withBody(buffer.position(LogEvent.HEADER).limit(end));
    }

    @Override
    @SuppressWarnings(
            "deprecation") // The client calls it before the first event, which may be a rotation.
    public void setChecksumType(
            com.github.shyiko.mysql.binlog.event.deserialization.ChecksumType type) {
        super.setChecksumType(type);
        checksums = type.getLength() > 0;
    }

    private static RotateEventData rotation(LogEvent event) {
        RotateEventData rotation = new RotateEventData();
        rotation.setBinlogPosition(event.body().getLong());
        rotation.setBinlogFilename(fileOf(event));
        return rotation;
    }

    /** Of a rotation: the file that comes next. */
    static String fileOf(LogEvent rotation) {
        byte[] bytes = rotation.bytes();
        int from = LogEvent.HEADER + Long.BYTES;
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }
}
