package io.tenantry.provisioning.check;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.routing.mysql.ServerVersion.Engine;
import java.sql.SQLException;

/** What the binary log is followed and replayed with. */
final class LogTrials {
    private static final String FOLLOW = "REPLICATION SLAVE, REPLICATION CLIENT";
    private static final String REPLAY = "REPLICATION_APPLIER, SESSION_VARIABLES_ADMIN";
    private static final String MARIADB_FOLLOW = "REPLICATION SLAVE, BINLOG MONITOR";
    private static final String MARIADB_REPLAY = "BINLOG REPLAY";
    private static final String OTHERWISE = "nothing can be restored to a point in time";
    private static final String ELSEWHERE =
            "See that the server keeps a binary log, and check again.";

    private final Trials trials;
    private final AdminConnection admin;

    private LogTrials(Trials trials) {
        this.trials = trials;
        this.admin = trials.admin();
    }

    /** Without it tenants are served, but not brought back to a point in time. */
    static void run(Trials trials) {
        new LogTrials(trials).run();
    }

    private void run() {
        boolean mariaDb = admin.version().engine() == Engine.MARIADB;
        trials.wished(
                "follow_log",
                "may follow the binary log",
                mariaDb ? MARIADB_FOLLOW : FOLLOW,
                OTHERWISE,
                ELSEWHERE,
                () -> {
                    admin.texts("SHOW BINARY LOGS");
                    demandGrant("REPLICATION SLAVE");
                });
        trials.wished(
                "replay_log",
                "may replay from the binary log",
                mariaDb ? MARIADB_REPLAY : REPLAY,
                OTHERWISE,
                ELSEWHERE,
                this::replayNothing);
    }

    /** Who may is told that there is nothing to replay. */
    private void replayNothing() throws SQLException {
        try {
            admin.execute("BINLOG ''");
        } catch (SQLException e) {
            if (Trials.isRightDenied(e)) {
                throw e;
            }
        }
    }

    /** To try it would be to begin to read the log. */
    private void demandGrant(String privilege) throws SQLException {
        boolean granted =
                admin.texts("SHOW GRANTS").stream()
                        .filter(grant -> grant.contains(" ON *.* "))
                        .anyMatch(grant ->
                                grant.contains(privilege)
                                        || grant.startsWith("GRANT ALL PRIVILEGES"));
        if (!granted) {
            throw Trials.denied("the admin lacks " + privilege);
        }
    }
}
