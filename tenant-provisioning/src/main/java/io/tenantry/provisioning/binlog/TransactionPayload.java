package io.tenantry.provisioning.binlog;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;

/** A whole transaction in one event, compressed: what MySQL writes when it is told to. */
final class TransactionPayload {
    private static final int LENGTH = 9;
    private static final int END = 0;
    private static final int SIZE = 1;
    private static final int COMPRESSION = 2;
    private static final int ZSTD = 0;
    private static final int NONE = 255;
    private static final int TWO_BYTES = 0xfc;
    private static final int THREE_BYTES = 0xfd;
    private static final int EIGHT_BYTES = 0xfe;

    private TransactionPayload() {}

    /** Gives the events one by one, so that memory holds one of them beside the payload. */
    static void open(LogEvent payload, Consumer<LogEvent> events) {
        ByteBuffer body = payload.body();
        int compression = NONE;
        for (long field = number(body); field != END; field = number(body)) {
            int length = Math.toIntExact(number(body));
            int after = body.position() + length;
            if (field == COMPRESSION) {
                compression = (int) number(body);
            } else if (field != SIZE && length > body.remaining()) {
                throw new UnreadableLogException("a transaction's payload is cut short");
            }
            body.position(after);
        }
        try (InputStream plain = plain(payload.bytes(), body.position(), compression)) {
            read(plain, events);
        } catch (IOException e) {
            throw new UnreadableLogException(
                    "a transaction's payload does not open: " + e.getMessage());
        }
    }

    private static InputStream plain(byte[] whole, int from, int compression) throws IOException {
        InputStream packed = new ByteArrayInputStream(whole, from, whole.length - from);
        return switch (compression) {
            case ZSTD -> new ZstdInputStream(packed);
            case NONE -> packed;
            default ->
                    throw new UnreadableLogException(
                            "a transaction's payload is compressed by method " + compression);
        };
    }

    private static void read(InputStream plain, Consumer<LogEvent> events) throws IOException {
        while (true) {
            byte[] header = plain.readNBytes(LogEvent.HEADER);
            if (header.length == 0) {
                return;
            }
            if (header.length < LogEvent.HEADER) {
                throw new IOException("cut short");
            }
            int length = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(LENGTH);
            byte[] whole = Arrays.copyOf(header, length);
            if (plain.readNBytes(whole, LogEvent.HEADER, length - LogEvent.HEADER)
                    < length - LogEvent.HEADER) {
                throw new IOException("cut short");
            }
            events.accept(new LogEvent(whole));
        }
    }

    /** Numbers of one, three, four or nine bytes. */
    private static long number(ByteBuffer body) {
        int first = body.get() & 0xff;
        return switch (first) {
            case TWO_BYTES -> body.getShort() & 0xffffL;
            case THREE_BYTES ->
                    (body.get() & 0xffL) | (body.get() & 0xffL) << 8 | (body.get() & 0xffL) << 16;
            case EIGHT_BYTES -> body.getLong();
            default -> first;
        };
    }
}
