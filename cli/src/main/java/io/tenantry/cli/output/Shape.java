package io.tenantry.cli.output;

import java.util.List;
import java.util.function.Function;

/**
 * How things of a kind are shown.
 *
 * @param document all of it, for programs: the fields that the API has
 * @param columns what matters most, for people
 */
public record Shape<T>(Function<T, Document> document, List<Column<T>> columns) {
    public Shape {
        columns = List.copyOf(columns);
    }
}
