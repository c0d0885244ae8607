/**
 * What a tenant may do and how much of it: typed flags, limits and choices, declared in code.
 *
 * <p>A tenant's own value counts first, then its plan's, then the declared default. A tenant's
 * values lie in its row and travel with its route; a plan's are read by each replica every few
 * seconds ({@link io.tenantry.provisioning.settings.PlanSettings}). Whoever changes either is
 * audited. A stored value that the code no longer takes is passed over, never an error: a release
 * may narrow a setting. Settings are shown to the tenant's members, so none may hold a secret.
 */
@NullMarked
package io.tenantry.provisioning.settings;

import org.jspecify.annotations.NullMarked;
