package io.tenantry.problem;

import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * What a call answered, in a form that can be kept and given again.
 *
 * @param status an HTTP status below 400: failures are not kept, so that a retry may succeed
 * @param location the Location header, at most 255 characters, or null
 * @param json the body
 */
public record Answer(int status, @Nullable String location, String json) {
    public RestResponse<String> toResponse() {
        RestResponse.ResponseBuilder<String> response =
                RestResponse.ResponseBuilder.<String>create(status)
                        .entity(json)
                        .type("application/json");
        if (location != null) {
            response.header("Location", location);
        }
        return response.build();
    }
}
