package io.tenantry.localstack;

/**
 * A running Redis. It persists nothing and asks for no password.
 *
 * @param pid the server's process
 */
public record Redis(String host, int port, long pid) {}
