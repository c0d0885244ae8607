package io.tenantry.provisioning.server;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;

/**
 * How a server takes new tenants.
 *
 * @param weight its part of them beside the other servers', 0 to {@value #HIGHEST_WEIGHT}: one of
 *     200 takes twice as many as one of 100; one of 0 only those that name it
 * @param labels what it is
 */
public record Intake(Capacity capacity, int weight, Labels labels) {
    private static final int HIGHEST_WEIGHT = 1_000;

    /** The weight of a server of which nothing is said. */
    public static final int USUAL_WEIGHT = 100;

    /**
     * @throws ProvisioningException with {@link Reason#SERVER_MALFORMED} if the weight is out of
     *     range
     */
    public Intake {
        if (weight < 0 || weight > HIGHEST_WEIGHT) {
            throw new ProvisioningException(
                    Reason.SERVER_MALFORMED,
                    "a server's weight is 0 to %d".formatted(HIGHEST_WEIGHT));
        }
    }

    Intake with(IntakeChange change) {
        return new Intake(
                change.capacity() == null ? capacity : change.capacity(),
                change.weight() == null ? weight : change.weight(),
                change.labels() == null ? labels : change.labels());
    }
}
