package io.tenantry.routing.pool;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tenantry.routing.directory.Placement;
import java.sql.SQLException;

/** Makes a physical connection somebody else. */
@FunctionalInterface
interface IdentityChange {
    /**
     * Changes a connection on which no transaction is open; afterwards its session is as every
     * lease expects it.
     *
     * @param autocommit what autocommit is to be afterwards
     * @throws SQLException if the server refuses; the connection must then be destroyed
     * @throws io.tenantry.routing.RoutingException if the database is not the one promised;
     *     likewise
     */
    void change(
            JdbcConnection connection,
            SessionWatch watch,
            Identity identity,
            Placement placement,
            boolean autocommit)
            throws SQLException;
}
