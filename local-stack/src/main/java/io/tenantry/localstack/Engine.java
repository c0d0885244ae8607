package io.tenantry.localstack;

import java.util.Locale;

/** The database servers that a stack can run. */
public enum Engine {
    /** MariaDB 11.4, from a Maven artifact. The default. */
    MARIADB,
    /** MySQL: a {@code mysqld} on the PATH, else Debian's packages in a cache folder. */
    MYSQL;

    /**
     * The engine of a name in any case.
     *
     * @throws IllegalArgumentException if there is no such engine
     */
    public static Engine named(String name) {
        for (Engine engine : values()) {
            if (engine.name().equalsIgnoreCase(name)) {
                return engine;
            }
        }
        throw new IllegalArgumentException(
                "unknown engine '%s': use mariadb or mysql".formatted(name));
    }

    /** The name as people type it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
