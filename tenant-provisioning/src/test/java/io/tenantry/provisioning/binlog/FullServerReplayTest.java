package io.tenantry.provisioning.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import io.tenantry.provisioning.FullServer;
import io.tenantry.provisioning.binlog.RecoveryFleet.Customer;
import io.tenantry.provisioning.journal.Failure;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A log that is replayed on a server whose disk is too small for it. */
class FullServerReplayTest {

    @Test
    void replayThatFindsNoRoomSaysSo() throws Exception {
        try (RecoveryFleet fleet = new RecoveryFleet();
                FullServer _ = FullServer.in(fleet.fleet())) {
            fleet.archivers().close();
            fleet.archivers(fleet.archivers("large", 1 << 22));
            fleet.archivers().start();
            Customer customer = fleet.customer();
            ServerLog.Mark from = fleet.mark();
            String table = customer.database() + ".much";
            fleet.execute("CREATE TABLE %s (id SERIAL, bytes VARBINARY(7000))".formatted(table));
            fleet.execute("INSERT INTO %s (bytes) VALUES (REPEAT('x', 7000))".formatted(table));
            for (int rows = 1; rows < 2000; rows *= 2) {
                fleet.execute("INSERT INTO %1$s (bytes) SELECT bytes FROM %1$s".formatted(table));
            }
            Instant until = fleet.settled();
            String there =
                    fleet.fleet()
                            .inControlPlane("SELECT id FROM database_servers WHERE name = 'full'")
                            .getFirst();

            try (AdminConnection admin = fleet.fleet().connections().open(there)) {
                DatabaseName copy = DatabaseName.nextScratch();
                admin.createDatabase(copy);
                Exception failure =
                        catchException(() ->
                                fleet.replay()
                                        .run(
                                                new ReplayWish(
                                                        fleet.serverId(),
                                                        customer.database().value(),
                                                        from.time(),
                                                        from.end(),
                                                        until),
                                                admin,
                                                copy,
                                                Set.of()));

                Failure told = Failure.of(failure);
                assertThat(told.code()).as(told.detail()).isEqualTo("server_full");
                assertThat(told.passing()).isFalse();
            }
        }
    }
}
