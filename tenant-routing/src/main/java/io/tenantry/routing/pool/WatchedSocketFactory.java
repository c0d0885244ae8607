package io.tenantry.routing.pool;

import com.mysql.cj.NativeSession;
import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.protocol.StandardSocketFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Makes the driver's sockets such that an idle one can be asked, without a round trip, whether the
 * server has ended it.
 *
 * <p>On an idle connection a server says nothing. If there is something to read, it is the end of
 * the stream (MySQL, when a session is killed) or an error that says why there will be no more
 * (MariaDB): the connection is of no use, so what is read here is missed by nobody.
 *
 * <p>Public because the driver makes it, by its name.
 */
public final class WatchedSocketFactory extends StandardSocketFactory {

    @Override
    protected Socket createSocket(PropertySet properties) {
        try {
            return SocketChannel.open().socket();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the server has ended a connection that is idle. */
    static boolean isEnded(JdbcConnection idle) {
        try {
            return ((NativeSession) idle.getSession())
                                    .getProtocol()
                                    .getSocketConnection()
                                    .getSocketFactory()
                            instanceof WatchedSocketFactory factory
                    && factory.hasHeard();
        } catch (IOException | RuntimeException e) {
            // The socket, or the driver's idea of a session, is gone already.
            return true;
        }
    }

    private boolean hasHeard() throws IOException {
        SocketChannel channel = rawSocket.getChannel();
        synchronized (channel.blockingLock()) {
            channel.configureBlocking(false);
            try {
                return channel.read(ByteBuffer.allocate(1)) != 0;
            } finally {
                channel.configureBlocking(true);
            }
        }
    }
}
