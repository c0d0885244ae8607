package io.tenantry.routing.pool;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a server's connections are shared.
 *
 * @param maxSize connections to a server from this replica, 1 or more
 * @param tenantShare the part of them that one tenant may hold at once, above 0 and up to 1; always
 *     at least one connection
 * @param maxWaiting how many units of work may wait for a server's connections at once, 0 or more:
 *     with {@code maxSize} the most threads that one server can hold up
 * @param maxWaitingPerTenant how many of them may be one tenant's, 0 or more
 * @param patience how long each thing may take
 * @param resetAlways whether the session is reset after every lease rather than after those that
 *     touched session state
 * @param driver further Connector/J properties, such as {@code sslMode}
 */
public record PoolSettings(
        int maxSize,
        double tenantShare,
        int maxWaiting,
        int maxWaitingPerTenant,
        Patience patience,
        boolean resetAlways,
        Map<String, String> driver) {

    public static final PoolSettings DEFAULTS =
            new PoolSettings(32, 0.5, 96, 64, Patience.DEFAULTS, false, Map.of());

    // Each of these was seen to return another tenant's rows or a stale session after a switch.
    private static final Set<String> REFUSED =
            Set.of(
                    "useserverprepstmts",
                    "uselocalsessionstate",
                    "uselocaltransactionstate",
                    "sessionvariables",
                    "autoreconnect",
                    "autoreconnectforpools",
                    "allowmultiqueries",
                    "allowloadlocalinfile",
                    "createdatabaseifnotexist",
                    "queryinterceptors",
                    "user",
                    "password");

    /**
     * @throws IllegalArgumentException naming the setting that is out of range or refused
     */
    public PoolSettings {
        require(maxSize >= 1, "max-size must be at least 1");
        require(tenantShare > 0 && tenantShare <= 1, "tenant-share must be above 0 and up to 1");
        require(maxWaiting >= 0, "max-waiting must not be negative");
        require(maxWaitingPerTenant >= 0, "max-waiting-per-tenant must not be negative");
        driver = Map.copyOf(driver);
        for (String property : new TreeSet<>(driver.keySet())) {
            require(
                    !REFUSED.contains(property.toLowerCase(Locale.ROOT)),
                    "driver property " + property + " is not safe on shared connections");
        }
    }

    /** How many connections one tenant may hold at once. */
    public int tenantCap() {
        return Math.max(1, (int) Math.floor(maxSize * tenantShare));
    }

    static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
