package io.tenantry.provisioning.journal;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.provisioning.server.DatabaseName;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The admin connections of one run: one a server, opened when a step asks, fenced, reused. */
final class RunConnections implements AutoCloseable {
    private final AdminConnections connections;
    private final Fence fence;
    private final Map<String, AdminConnection> open = new HashMap<>();
    private final Set<DatabaseName> guarded = new HashSet<>();

    /** All that are at work, lanes included. */
    private final Set<AdminConnection> lent = ConcurrentHashMap.newKeySet();

    private boolean failed;

    RunConnections(AdminConnections connections, Fence fence) {
        this.connections = connections;
        this.fence = fence;
    }

    AdminConnection to(String serverId, DatabaseName database) throws SQLException {
        AdminConnection admin = open.get(serverId);
        if (admin == null) {
            admin = fenced(lent(connections.open(serverId)));
            open.put(serverId, admin);
        }
        if (!guarded.contains(database)) {
            fence.guard(admin, database);
            guarded.add(database);
        }
        return admin;
    }

    /** Closed by whom it is given. */
    Lane lane(String serverId, int number) throws SQLException {
        AdminConnection admin = lent(connections.open(serverId));
        boolean entered = false;
        try {
            fence.enter(admin, number);
            entered = true;
            return new Lane(admin, fence);
        } finally {
            if (!entered) {
                admin.close();
            }
        }
    }

    private AdminConnection lent(AdminConnection admin) {
        lent.removeIf(AdminConnection::isClosed);
        lent.add(admin);
        return admin;
    }

    /**
     * Breaks off whatever the step waits for on any server, for another thread. What goes on after
     * that has other connections: the fence ends those sessions, should a server not have noticed.
     */
    void breakOff() {
        for (AdminConnection admin : lent) {
            // To close a socket may take as long as a write on it.
            Thread.ofPlatform().daemon().name("tenantry-break-off").start(admin::breakOff);
        }
    }

    private AdminConnection fenced(AdminConnection admin) throws SQLException {
        boolean entered = false;
        try {
            fence.enter(admin);
            entered = true;
            return admin;
        } finally {
            if (!entered) {
                admin.close();
            }
        }
    }

    /**
     * As {@link #close}, after a failure. What comes next signs in anew, and the next run does,
     * too: servers look at some rights only then, and whoever mends them would not see that it
     * helped.
     */
    void discard() {
        failed = true;
        close();
        connections.dropIdle();
    }

    /** Closes what is open; the next step that asks gets a new connection. */
    @Override
    public void close() {
        open.values().forEach(failed ? AdminConnection::discard : AdminConnection::close);
        open.clear();
        guarded.clear();
    }
}
