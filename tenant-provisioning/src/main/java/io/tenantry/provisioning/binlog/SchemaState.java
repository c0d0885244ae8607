package io.tenantry.provisioning.binlog;

/**
 * What a database's schema is.
 *
 * @param version of the changelog, 64 hex digits
 * @param fingerprint 64 hex digits
 */
public record SchemaState(String version, String fingerprint) {}
