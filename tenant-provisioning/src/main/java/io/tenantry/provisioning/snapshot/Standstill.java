package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.Identifiers;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All tables of the connection's current database held against writers, until this is closed: for
 * milliseconds. Nobody else's are.
 *
 * <p>Both engines make it wait for transactions that have written and not ended, and new writers
 * wait behind it. So it is given up soon.
 */
final class Standstill implements AutoCloseable {
    /** How long writers may be kept waiting behind somebody's long transaction. */
    private static final int PATIENCE_SECONDS = 1;

    // Lock wait timeout; interrupted, by a timeout of the driver's or of the server's.
    private static final Set<Integer> BUSY = Set.of(1205, 1317, 1969);
    // Access denied: to a database, to a table, for want of a privilege.
    private static final Set<Integer> DENIED = Set.of(1044, 1142, 1227);

    private final AdminConnection gate;

    private Standstill(AdminConnection gate) {
        this.gate = gate;
    }

    /**
     * Holds tables.
     *
     * @return nothing if somebody is in the middle of a long transaction on one of them
     * @throws ProvisioningException with {@link Reason#SERVER_REFUSED} if the admin may not
     */
    static Optional<Standstill> of(AdminConnection gate, List<String> tables) throws SQLException {
        gate.execute("SET SESSION lock_wait_timeout = " + PATIENCE_SECONDS);
        if (tables.isEmpty()) {
            return Optional.of(new Standstill(gate));
        }
        String lock =
                tables.stream()
                        .map(table -> Identifiers.quoted(table) + " READ")
                        .collect(Collectors.joining(", ", "LOCK TABLES ", ""));
        try (Statement statement = gate.jdbc().createStatement()) {
            // The server's own timeout is for each table, this one for all together.
            statement.setQueryTimeout(PATIENCE_SECONDS);
            statement.execute(lock);
            return Optional.of(new Standstill(gate));
        } catch (SQLTimeoutException e) {
            return Optional.empty();
        } catch (SQLException e) {
            if (BUSY.contains(e.getErrorCode())) {
                return Optional.empty();
            }
            if (DENIED.contains(e.getErrorCode())) {
                throw refused(e);
            }
            throw e;
        }
    }

    private static ProvisioningException refused(SQLException e) {
        return new ProvisioningException(
                Reason.SERVER_REFUSED,
                "the admin account may not hold tables for the instant of a backup; grant it LOCK TABLES and SELECT",
                e);
    }

    @Override
    public void close() throws SQLException {
        gate.execute("UNLOCK TABLES");
    }
}
