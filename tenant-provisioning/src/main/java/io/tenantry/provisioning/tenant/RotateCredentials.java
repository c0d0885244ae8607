package io.tenantry.provisioning.tenant;

/**
 * What a rotation is given.
 *
 * @param from the account that serves the database when the rotation is asked for
 * @param to the other one, which serves it afterwards
 * @param epoch the placement's epoch when the rotation is asked for
 * @param hearingMillis how long replicas may take to hear of a changed route, in milliseconds
 * @param graceMillis how long statements and transactions that run may go on after that, in
 *     milliseconds
 */
record RotateCredentials(
        String from, String to, long epoch, long hearingMillis, long graceMillis) {}
