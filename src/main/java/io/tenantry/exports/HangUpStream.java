package io.tenantry.exports;

import io.vertx.core.http.HttpServerRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body that ends its connection when it cannot be read on. Its status has been sent by then, and
 * whoever downloads would wait for the rest until the connection is found idle.
 */
final class HangUpStream extends FilterInputStream {
    private final HttpServerRequest request;

    HangUpStream(InputStream body, HttpServerRequest request) {
        super(body);
        this.request = request;
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (IOException | RuntimeException e) {
            request.connection().close();
            throw e;
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (IOException | RuntimeException e) {
            request.connection().close();
            throw e;
        }
    }
}
