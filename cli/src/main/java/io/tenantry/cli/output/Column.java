package io.tenantry.cli.output;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param title in capitals
 * @param value what stands in it; null for nothing
 */
public record Column<T>(String title, Function<T, @Nullable Object> value) {}
