package io.tenantry.provisioning.binlog;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.network.ServerException;
import io.tenantry.provisioning.snapshot.LogPosition;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Follows a server's binary log from a place on, as a replica does. */
final class LogFollower {
    private static final Logger LOG = Logger.getLogger(LogFollower.class.getName());

    /** The server has not got the place that was asked for. */
    private static final int NO_SUCH_PLACE = 1236;

    private final BinaryLogClient client;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** Who takes the events, one after another, on one thread. */
    @FunctionalInterface
    interface Listener {
        /**
         * Takes an event.
         *
         * @param length of the event in the file
         */
        void event(LogEvent event, int length);
    }

    /** The place is not in the server's log, or no more. */
    static final class NoSuchPlaceException extends IOException {
        private static final long serialVersionUID = 1L;

        NoSuchPlaceException(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** What the server sent is not what it wrote; what it sent before is whole. */
    static final class DamagedEventException extends IOException {
        private static final long serialVersionUID = 1L;

        DamagedEventException(UnreadableLogException cause) {
            super(cause.getMessage(), cause);
        }
    }

    LogFollower(BinaryLogClient client, LogPosition from, Listener listener) {
        this.client = client;
        client.setBinlogFilename(from.file());
        client.setBinlogPosition(from.position());
        client.setEventDeserializer(new RawEvents());
        client.registerEventListener(event -> {
            if (failure.get() == null && event.getData() instanceof RawEvents.Raw raw) {
                take(listener, raw);
            }
        });
        client.registerLifecycleListener(new Watch());
    }

    /** The client would log what is thrown here, and go on. */
    private void take(Listener listener, RawEvents.Raw raw) {
        try {
            listener.event(raw.event(), raw.length());
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
        stop();
    }

    /** Nothing that goes wrong is passed over. */
    private final class Watch extends BinaryLogClient.AbstractLifecycleListener {
        @Override
        public void onCommunicationFailure(BinaryLogClient sender, Exception e) {
            failure.compareAndSet(null, e);
        }

        @Override
        public void onEventDeserializationFailure(BinaryLogClient sender, Exception e) {
            fail(
                    e instanceof UnreadableLogException damage
                            ? new DamagedEventException(damage)
                            : e);
        }
    }

    /**
     * Follows until it is stopped.
     *
     * @throws NoSuchPlaceException if the server has not got the place, or cannot read it
     * @throws DamagedEventException if what it sends is damaged
     * @throws IOException if the server is gone
     * @throws RuntimeException what the listener threw
     */
    void follow() throws IOException {
        try {
            client.connect();
        } catch (IOException e) {
            failure.compareAndSet(null, e);
        }
        switch (failure.get()) {
            case null -> {}
            case ServerException e when e.getErrorCode() == NO_SUCH_PLACE ->
                    throw new NoSuchPlaceException(e);
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IOException(e.getMessage(), e);
        }
    }

    /** Lets {@link #follow} return soon; may be called by any thread. */
    void stop() {
        try {
            client.disconnect();
        } catch (IOException e) {
            LOG.log(Level.FINE, "leaving a server's log failed", e);
        }
    }
}
