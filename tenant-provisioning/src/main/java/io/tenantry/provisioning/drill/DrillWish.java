package io.tenantry.provisioning.drill;

/**
 * What the operation is given.
 *
 * @param drill the receipt's id
 */
public record DrillWish(String drill) {}
