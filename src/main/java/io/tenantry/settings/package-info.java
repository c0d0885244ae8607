/**
 * Settings of tenants: for the code of other rooms ({@link io.tenantry.settings.TenantSettings}),
 * for platform administrators, who change them, and for members, who see what holds for them.
 *
 * <p>A room declares a setting by making a constant a bean, and knows nothing else of this room but
 * how to ask. This room knows no other room's settings by name.
 */
@NullMarked
package io.tenantry.settings;

import org.jspecify.annotations.NullMarked;
