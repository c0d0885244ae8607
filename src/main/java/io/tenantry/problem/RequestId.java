package io.tenantry.problem;

import io.tenantry.routing.Ulid;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names a request in answers and logs. A gateway in front may name it in {@code X-Request-Id}; a
 * name that could forge log lines is replaced.
 */
public final class RequestId {
    /** The header that carries it, in both directions. */
    public static final String HEADER = "X-Request-Id";

    /** The key under which log lines carry it. */
    public static final String LOG_KEY = "request_id";

    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    static String assign(RoutingContext request) {
        String offered = request.request().getHeader(HEADER);
        String id = offered != null && HARMLESS.matcher(offered).matches() ? offered : Ulid.next();
        request.put(ATTRIBUTE, id);
        return id;
    }

    static @Nullable String of(RoutingContext request) {
        return request.get(ATTRIBUTE);
    }
}
