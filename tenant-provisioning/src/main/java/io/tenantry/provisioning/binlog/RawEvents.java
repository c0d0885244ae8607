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
        byte[] start = in.read(LogEvent.HEADER);
        int length = littleEndian(start).getInt(LENGTH);
        if (length < LogEvent.HEADER || length > LONGEST + LogEvent.HEADER) {
            throw new UnreadableLogException(
                    "an event says that it has %d bytes".formatted(length));
        }
        LogEvent event = read(in, start, length);
        EventHeaderV4 header = new EventHeaderV4();
        header.setEventType(
                event.type() == LogEvent.ROTATE ? EventType.ROTATE : EventType.IGNORABLE);
        header.setNextPosition(event.next());
        header.setEventLength(length);
        return new Event(
                header,
                event.type() == LogEvent.ROTATE
                        ? new EventDataWrapper(rotation(event), new Raw(event, length))
                        : new Raw(event, length));
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Memory holds it once: it may be large. */
    private LogEvent read(ByteArrayInputStream in, byte[] header, int length) throws IOException {
        boolean description = new LogEvent(header).type() == LogEvent.FORMAT_DESCRIPTION;
        int checksum = checksums && !description ? LogEvent.CHECKSUM : 0;
        if (length < LogEvent.HEADER + checksum) {
            throw new UnreadableLogException("an event of %d bytes".formatted(length));
        }
        byte[] bytes = Arrays.copyOf(header, length - checksum);
        in.fill(bytes, LogEvent.HEADER, bytes.length - LogEvent.HEADER);
        if (description) {
            checksums = FormatDescription.hasChecksums(bytes);
        }
        if (checksum > 0) {
            demandUnchanged(bytes, in.read(LogEvent.CHECKSUM));
            littleEndian(bytes).putInt(LENGTH, bytes.length);
        }
        return new LogEvent(bytes);
    }

    /** An event that was changed on its way, or on the server's disk, stops here. */
    private static void demandUnchanged(byte[] bytes, byte[] checksum) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        if ((int) crc.getValue() != littleEndian(checksum).getInt()) {
            throw new UnreadableLogException(
                    "an event of type %d has a wrong checksum"
                            .formatted(new LogEvent(bytes).type()));
        }
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
