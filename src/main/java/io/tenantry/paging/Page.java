package io.tenantry.paging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor what to ask with for the next page; null if this is the last
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /**
     * Makes a page of what was read one item beyond the limit: the surplus tells that there is
     * more.
     *
     * @param read up to {@code request.limit() + 1} items, in the list's order
     * @param id the cursor of an item
     */
    public static <S, T> Page<T> of(
            List<S> read, PageRequest request, Function<S, String> id, Function<S, T> view) {
        boolean more = read.size() > request.limit();
        List<S> shown = more ? read.subList(0, request.limit()) : read;
        return new Page<>(
                shown.stream().map(view).toList(), more ? id.apply(shown.getLast()) : null);
    }
}
