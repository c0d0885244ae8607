package io.tenantry.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457) as it travels.
 *
 * @param type a URN that names the kind of problem
 * @param title what happened, the same each time
 * @param status the HTTP status, repeated
 * @param detail what happened this time
 * @param code the stable code that clients branch on
 * @param remedy what the caller can do about it
 * @param requestId names this request in the service's log
 * @param errors the single faults, if the request had several
 * @param challenge what the caller sends back with what they are asked for; null unless they are
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "Problem", description = "A problem document (RFC 9457) with a stable code.")
public record Problem(
        @Schema(examples = "urn:tenantry:problem:tenant_suspended") String type,
        @Schema(examples = "The tenant is suspended") String title,
        @Schema(examples = "403") int status,
        @Schema(examples = "the tenant is suspended") String detail,
        @Schema(examples = "tenant_suspended") String code,
        @Schema(examples = "Ask the platform operator to resume the tenant.") String remedy,
        @Schema(examples = "01JQ5Z7Z0N8V6W4X2Y0A1B3C5D") @Nullable String requestId,
        List<Fault> errors,
        @Schema(
                        description =
                                "With `second_factor_required`: what completes the sign-in, together with the second factor")
                @Nullable String challenge) {

    /** The media type of problem documents. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:tenantry:problem:";

    /**
     * One fault of a request that has several.
     *
     * @param pointer a JSON pointer into the body (RFC 6901), or null if the fault is elsewhere
     * @param parameter the name of the query, path or header parameter, or null
     * @param code which fault it is, where faults have stable codes; or null
     * @param detail what is wrong with it
     * @param remedy what mends just this fault, or null
     * @param line the line of a list, from 1 on, or null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Fault")
    public record Fault(
            @Schema(examples = "/admin/email") @Nullable String pointer,
            @Schema(examples = "limit") @Nullable String parameter,
            @Schema(examples = "binlog_format") @Nullable String code,
            @Schema(examples = "must be a well-formed email address") String detail,
            @Schema(examples = "SET PERSIST binlog_format = 'ROW';") @Nullable String remedy,
            @Schema(examples = "17") @Nullable Integer line) {
        Fault(@Nullable String pointer, @Nullable String parameter, String detail) {
            this(pointer, parameter, null, detail, null);
        }

        /** A fault that is in no line. */
        public Fault(
                @Nullable String pointer,
                @Nullable String parameter,
                @Nullable String code,
                String detail,
                @Nullable String remedy) {
            this(pointer, parameter, code, detail, remedy, null);
        }

        /** A fault in a line of a list. */
        public static Fault atLine(int line, String code, String detail) {
            return new Fault(null, null, code, detail, null, line);
        }
    }

    static Problem of(
            ErrorCode code,
            String detail,
            String remedy,
            List<Fault> faults,
            @Nullable String requestId,
            @Nullable String challenge) {
        return new Problem(
                TYPE_PREFIX + code.code(),
                code.title(),
                code.status(),
                detail,
                code.code(),
                remedy,
                requestId,
                faults,
                challenge);
    }
}
