/**
 * When backups are made and how long they stay: each tenant's policy, what is due, what is kept and
 * why, and which tenants are at risk. Pure functions decide ({@link
 * io.tenantry.provisioning.schedule.Slots}, {@link io.tenantry.provisioning.schedule.Retention});
 * what they decide is asked for as operations on backups. Nothing here touches a database or a
 * store.
 */
@NullMarked
package io.tenantry.provisioning.schedule;

import org.jspecify.annotations.NullMarked;
