package io.tenantry.provisioning.seal;

/**
 * The wish to seal every secret under the current master key.
 *
 * @param requestedBy who asked, as the audit log names them
 */
record ResealSecrets(String requestedBy) {}
