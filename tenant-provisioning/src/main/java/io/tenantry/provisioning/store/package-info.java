/**
 * Where backups are kept: objects by name, each written whole or not at all, sealed before they
 * leave this process.
 */
@NullMarked
package io.tenantry.provisioning.store;

import org.jspecify.annotations.NullMarked;
