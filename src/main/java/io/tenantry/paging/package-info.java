/**
 * Lists in pages: a limit, a cursor, and {@code {"items": …, "nextCursor": …}}. A cursor is the id
 * of the last item seen, so a page costs the same however deep it lies and nothing is shown twice.
 */
@NullMarked
package io.tenantry.paging;

import org.jspecify.annotations.NullMarked;
