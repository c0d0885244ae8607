package io.tenantry.provisioning.store;

import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The bytes of an object. Closed early it drops its connection, rather than read what nobody wants.
 */
final class S3Reading extends InputStream {
    private final ResponseInputStream<?> answer;
    private final long expected;
    private long read;
    private boolean ended;

    /**
     * @param expected bytes to come, as the service announced them; negative if it did not
     */
    S3Reading(ResponseInputStream<?> answer, long expected) {
        this.answer = answer;
        this.expected = expected;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int some;
        try {
            some = answer.read(into, offset, length);
        } catch (SdkException e) {
            throw new IOException(e.getMessage(), e);
        }
        if (some >= 0) {
            read += some;
            return some;
        }
        ended = true;
        if (expected >= 0 && read < expected) {
            throw new IOException(
                    "the connection ended after %d of %d bytes".formatted(read, expected));
        }
        return some;
    }

    @Override
    public void close() throws IOException {
        if (!ended) {
            answer.abort();
        }
        answer.close();
    }
}
