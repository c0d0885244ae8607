package io.tenantry.provisioning.snapshot;

/**
 * A place in a server's binary log: after all that a snapshot shows, and before all that it does
 * not.
 *
 * @param file the log's name, as the server calls it
 * @param position of the next event in it, in bytes
 */
public record LogPosition(String file, long position) {}
