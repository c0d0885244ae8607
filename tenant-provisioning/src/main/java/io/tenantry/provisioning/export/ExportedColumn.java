package io.tenantry.provisioning.export;

import org.jspecify.annotations.Nullable;

/**
 * A column as an export writes it.
 *
 * @param type in the database's words, for instance {@code decimal(12,2)}
 * @param fallback its default; null for none, or NULL
 * @param generated the expression that computes it; null if it holds values of its own
 * @param selected the expression that reads it
 */
record ExportedColumn(
        String name,
        String type,
        ColumnForm form,
        boolean isNullable,
        @Nullable String fallback,
        @Nullable String generated,
        String comment,
        String selected) {}
