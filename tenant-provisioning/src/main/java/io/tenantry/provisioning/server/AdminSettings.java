package io.tenantry.provisioning.server;

import java.time.Duration;

/**
 * How admin connections are made.
 *
 * @param connectTimeout how long a server may take to accept, and to answer a login, 1 ms and up
 * @param socketTimeout how long a statement may keep silent, 1 ms and up: longer than the slowest
 *     DDL statement
 * @param tls whether the connection is encrypted
 */
public record AdminSettings(Duration connectTimeout, Duration socketTimeout, Tls tls) {
    /** The five modes of MySQL clients, under their own names. */
    public enum Tls {
        DISABLED,
        PREFERRED,
        REQUIRED,
        VERIFY_CA,
        VERIFY_IDENTITY
    }

    /** Five seconds to connect, ten minutes for a statement, encrypted if the server can. */
    public static AdminSettings defaults() {
        return new AdminSettings(Duration.ofSeconds(5), Duration.ofMinutes(10), Tls.PREFERRED);
    }
}
