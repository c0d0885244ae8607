package io.tenantry.provisioning.tenant;

/**
 * How many rotations were asked for.
 *
 * @param asked tenants whose credentials are rotated from here on
 * @param busy tenants that another operation is at work on, which were left alone
 */
public record RotationTally(int asked, int busy) {
    RotationTally plus(RotationTally more) {
        return new RotationTally(asked + more.asked, busy + more.busy);
    }
}
