package io.tenantry.routing.pool;

import com.mysql.cj.MysqlConnection;
import com.mysql.cj.PreparedQuery;
import com.mysql.cj.Query;
import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.interceptors.QueryInterceptor;
import com.mysql.cj.log.Log;
import com.mysql.cj.protocol.Resultset;
import com.mysql.cj.protocol.ServerSession;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one physical connection: its identity, the databases whose beacon it has seen,
 * and whether the present lease may have left something in the session.
 *
 * <p>It sees every statement the driver sends. While a transaction manager governs the lease,
 * transaction control by anybody else is refused: an early COMMIT would break atomicity.
 */
final class SessionWatch implements QueryInterceptor {
    private static final int MAX_BEACONS = 10_000;

    private final Runnable heard;
    private final Set<String> beacons = new HashSet<>();
    private @Nullable Identity identity;
    private boolean versionChecked;
    private boolean governed;
    private boolean internal;
    private boolean dirty;

    /**
     * @param heard told of each answer of the server; must be quick
     */
    SessionWatch(Runnable heard) {
        this.heard = heard;
    }

    @Nullable Identity identity() {
        return identity;
    }

    void identity(@Nullable Identity now) {
        identity = now;
        dirty = false;
    }

    boolean hasSeen(String beacon) {
        return beacons.contains(beacon);
    }

    void seen(String beacon) {
        if (beacons.size() >= MAX_BEACONS) {
            beacons.clear();
        }
        beacons.add(beacon);
    }

    boolean isVersionChecked() {
        return versionChecked;
    }

    void versionChecked() {
        versionChecked = true;
    }

    /** Whether the session may hold state of the present lease. */
    boolean isDirty() {
        return dirty;
    }

    void governed(boolean now) {
        governed = now;
    }

    /** Runs statements of the pool's own, which are not held against the lease. */
    <X extends Exception> void internally(InternalWork<X> work) throws X {
        internal = true;
        try {
            work.run();
        } finally {
            internal = false;
        }
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // the driver's signature
    public <T extends @Nullable Resultset> @Nullable T preProcess(
            Supplier<String> sql, @Nullable Query query) {
        if (!internal) {
            String text = query instanceof PreparedQuery p ? p.getOriginalSql() : sql.get();
            judge(text == null ? sql.get() : text);
        }
        return null;
    }

    private void judge(String sql) {
        switch (SessionEffect.of(sql)) {
            case NONE -> {}
            case TRANSACTION -> {
                if (governed) {
                    throw new CJException(
                            "the transaction manager governs this connection: leave BEGIN, COMMIT,"
                                    + " ROLLBACK and autocommit to it");
                }
                // Begun by hand, and nobody may end it.
                dirty = true;
            }
            case SESSION -> dirty = true;
        }
    }

    @Override
    public <T extends @Nullable Resultset> @Nullable T postProcess(
            Supplier<String> sql, @Nullable Query query, T result, ServerSession session) {
        heard.run();
        return null;
    }

    @Override
    public QueryInterceptor init(MysqlConnection connection, Properties properties, Log log) {
        return this;
    }

    @Override
    public boolean executeTopLevelOnly() {
        return false;
    }

    @Override
    public void destroy() {
        beacons.clear();
    }

    /** Statements of the pool's own. */
    @FunctionalInterface
    interface InternalWork<X extends Exception> {
        void run() throws X;
    }
}
