package io.tenantry.provisioning.backup;

import io.tenantry.provisioning.journal.Lane;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AdminConnection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The connections that a backup reads with, and the one that holds the tables while they begin.
 *
 * @param gate free once the snapshot was taken
 */
record Readers(List<Lane> lanes, Lane gate) implements AutoCloseable {
    /** Two read what one machine can pack. */
    private static final int MANY = 2;

    /** All of them at once: a former runner then has lost its own. */
    static Readers on(StepContext<?> context, String serverId) throws SQLException {
        List<Lane> lanes = new ArrayList<>();
        try {
            for (int i = 0; i <= MANY; i++) {
                lanes.add(context.lane(serverId, i));
            }
            return new Readers(lanes.subList(0, MANY), lanes.get(MANY));
        } catch (SQLException | RuntimeException e) {
            lanes.forEach(Lane::close);
            throw e;
        }
    }

    /** The one that keeps others off the database. */
    Lane first() {
        return lanes.getFirst();
    }

    List<AdminConnection> admins() {
        return lanes.stream().map(Lane::admin).toList();
    }

    @Override
    public void close() {
        lanes.forEach(Lane::close);
        gate.close();
    }
}
