package io.tenantry.problem;

/**
 * What tells two requests apart without keeping them.
 *
 * @param hex 32 bytes as 64 lower-case hexadecimal digits
 */
public record Fingerprint(String hex) {}
