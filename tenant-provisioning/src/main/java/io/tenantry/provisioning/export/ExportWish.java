package io.tenantry.provisioning.export;

/**
 * What the operations on an export are given.
 *
 * @param export its id
 * @param keepMillis how long it is kept once it is ready; 0 where that does not matter
 */
public record ExportWish(String export, long keepMillis) {}
