package io.tenantry.provisioning.seal;

/**
 * Under which keys the secrets of the control plane are sealed.
 *
 * @param current under the current master key
 * @param former under a former one, which must stay configured until these are sealed anew
 * @param unknown under a key that is not configured: whoever needs these is refused
 */
public record SealTally(long current, long former, long unknown) {}
