package io.tenantry.paging;

import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.routing.Ulid;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which page of a list the caller wants. */
public final class PageRequest {
    private static final int HIGHEST_LIMIT = 200;
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,2}");

    @QueryParam("limit")
    @DefaultValue("50")
    @Parameter(
            description = "How many items at most: 1 to 200",
            schema =
                    @Schema(
                            type = SchemaType.INTEGER,
                            minimum = "1",
                            maximum = "200",
                            defaultValue = "50"))
    // A text, because REST answers 404 to a number that is none.
    String limit = "50";

    @QueryParam("cursor")
    @Parameter(description = "The nextCursor of the page before; none for the first page")
    @Nullable String cursor;

    /**
     * How many items at most.
     *
     * @throws ProblemException {@code malformed_request} if it is not 1 to 200
     */
    public int limit() {
        if (!NUMBER.matcher(limit).matches() || Integer.parseInt(limit) > HIGHEST_LIMIT) {
            throw malformed("limit is a number from 1 to " + HIGHEST_LIMIT);
        }
        return Integer.parseInt(limit);
    }

    /**
     * The id of the last item seen; null for the first page.
     *
     * @throws ProblemException {@code malformed_request} if it is not a cursor
     */
    public @Nullable String after() {
        if (cursor != null && !Ulid.isValid(cursor)) {
            throw malformed("cursor is the nextCursor of the page before");
        }
        return cursor;
    }

    private static ProblemException malformed(String what) {
        return new ProblemException(
                ErrorCode.MALFORMED_REQUEST, what, "Correct the query parameter.");
    }
}
