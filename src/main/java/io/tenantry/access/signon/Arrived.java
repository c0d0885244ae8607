package io.tenantry.access.signon;

import io.tenantry.access.user.Assignment;
import io.tenantry.access.user.User;

/**
 * Somebody whom a provider has named, and who may come in.
 *
 * @param assignment what they are in the tenant from now on
 * @param anew whether they were no member before
 * @param factor whether the provider has asked them for a second factor, and that counts
 */
record Arrived(User user, Assignment assignment, boolean anew, boolean factor) {}
