/**
 * The one door to Liquibase.
 *
 * <p>Liquibase 4 keeps state that the whole JVM shares (executors, lock services, a cache of what
 * is "up to date", the current scope) and resets it after each command: two runs at once leave
 * stuck locks or databases that are only half migrated yet reported as done. Therefore every use of
 * it in this process takes its turn in {@link io.tenantry.provisioning.liquibase.SerialLiquibase};
 * nobody else may import {@code liquibase.*} outside such a turn.
 */
@NullMarked
package io.tenantry.provisioning.liquibase;

import org.jspecify.annotations.NullMarked;
