package io.tenantry.routing.cdi;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How requests find their tenant, and tenants their database. */
@ConfigMapping(prefix = "tenantry.routing")
public interface RoutingConfig {
    /** The token's claim that names the tenant, by id. */
    @WithDefault("tenant_id")
    String claim();

    /** A request header that may name the tenant, by id or slug; it is only compared. */
    @WithDefault("X-Tenant")
    String header();

    /** A path parameter that may name the tenant, by id or slug; it is only compared. */
    @WithDefault("tenant")
    String pathParameter();

    /** The domain under which a host name's first label names the tenant, by slug. */
    Optional<String> baseDomain();

    Directory directory();

    Pool pool();

    /** How current the remembered routes are. */
    interface Directory {
        /** How often changed routes are read; above zero. */
        @WithDefault("2S")
        Duration poll();

        /** How long routes are trusted when the control plane cannot be read. */
        @WithDefault("5M")
        Duration maxStale();

        /**
         * How long a tenant's requests wait while its route is closed, so that a cut-over passes
         * unnoticed; zero to send them away at once.
         */
        @WithDefault("2S")
        Duration cutOverWait();

        /** The Redis channel on which changed routes are announced. */
        @WithDefault("tenantry:routes")
        String channel();
    }

    /** How a database server's connections are shared. */
    interface Pool {
        /** Connections to each server from this replica; at least 1. */
        @WithDefault("32")
        int maxSize();

        /** The part of them that one tenant may hold at once; above 0, up to 1. */
        @WithDefault("0.5")
        double tenantShare();

        /** Units of work that may wait for a server's connections at once; 0 or more. */
        @WithDefault("96")
        int maxWaiting();

        /** Units of work of one tenant that may wait for a connection at once; 0 or more. */
        @WithDefault("64")
        int maxWaitingPerTenant();

        /** How long a unit of work waits for a connection. */
        @WithDefault("5S")
        Duration acquireTimeout();

        /** How long opening a connection may take. */
        @WithDefault("2S")
        Duration connectTimeout();

        /**
         * How long an answer may take to what the pool itself asks: to log in, to become a tenant,
         * to clean up; above zero. A server that is slower is asked whether it is there at all.
         */
        @WithDefault("2S")
        Duration answerTimeout();

        /** How long a server may not answer until the units of work it holds up are given up. */
        @WithDefault("10S")
        Duration abandonAfter();

        /** How long an answer to any other statement may take; zero for ever. */
        @WithDefault("5M")
        Duration socketTimeout();

        /** After which an unused connection is closed. */
        @WithDefault("5M")
        Duration idleTimeout();

        /** Reset the session after every lease, not only after those that touched its state. */
        @WithDefault("false")
        boolean resetAlways();

        /** Further Connector/J properties, such as {@code sslMode}. */
        Map<String, String> driver();
    }
}
