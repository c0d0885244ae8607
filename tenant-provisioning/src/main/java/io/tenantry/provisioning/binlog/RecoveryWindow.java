package io.tenantry.provisioning.binlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time of which any second can be had back.
 *
 * @param from the moment of a backup
 * @param until transactions committed before this can be had; the same as {@code from} where only
 *     the backup itself can
 * @param backup the first one in it
 * @param end why it goes no further; null if it goes on as time does
 */
public record RecoveryWindow(Instant from, Instant until, String backup, @Nullable String end) {}
