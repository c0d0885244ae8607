package io.tenantry.provisioning.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * A view, trigger, routine or event, and under which session settings it means what it means.
 *
 * @param definition the statement that makes it, in the current database; who defined it is left
 *     out, so that it becomes whoever makes it
 * @param sqlMode null for a view, which has none
 * @param timeZone of an event; null for all others
 */
record SchemaObject(
        String name,
        String definition,
        @Nullable String sqlMode,
        @Nullable String timeZone,
        String characterSet,
        String collation) {}
