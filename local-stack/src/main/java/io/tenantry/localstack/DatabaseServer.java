package io.tenantry.localstack;

/**
 * A running database server.
 *
 * @param name {@code db1}, {@code db2}, …; unique in its stack
 * @param adminUser an account with all privileges and the right to grant them
 * @param pid the server's process
 */
public record DatabaseServer(
        String name,
        Engine engine,
        String host,
        int port,
        String adminUser,
        String adminPassword,
        long pid) {

    /** Leaves the password out: records end up in logs and assertion messages. */
    @Override
    public String toString() {
        return "%s (%s) at %s:%d, process %d".formatted(name, engine, host, port, pid);
    }
}
