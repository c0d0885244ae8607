package io.tenantry.tenants;

import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.tenant.TenantFilter;
import io.tenantry.provisioning.tenant.TenantFilter.Tag;
import io.tenantry.routing.TenantState;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which tenants the caller wants. */
public final class TenantQuery {
    static final String STATES =
            "requested|provisioning|active|suspended|maintenance|deleting|deleted|purged|failed";

    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_CODE = 63;

    @QueryParam("q")
    @Size(max = LONGEST_TEXT)
    @Parameter(
            description = "What the slug begins with, what the name holds in any case, or the id",
            schema = @Schema(examples = "acme"))
    @Nullable String text;

    @QueryParam("state")
    @Parameter(description = "Any of them, said several times; none for all states")
    List<@Pattern(regexp = STATES) String> states = List.of();

    @QueryParam("server")
    @Size(max = LONGEST_CODE)
    @Parameter(
            description = "The database server that they lie on",
            schema = @Schema(examples = "db1"))
    @Nullable String server;

    @QueryParam("plan")
    @Size(max = LONGEST_CODE)
    @Parameter(schema = @Schema(examples = "standard"))
    @Nullable String plan;

    @QueryParam("tag")
    @Parameter(
            description = "One that they have, with its value",
            schema = @Schema(type = SchemaType.STRING, examples = "ring=canary"))
    @Nullable String tag;

    TenantFilter filter() {
        return new TenantFilter(text, states(), server, plan, tag == null ? null : parsed(tag));
    }

    private Set<TenantState> states() {
        return states.stream().map(TenantState::fromCode).collect(Collectors.toSet());
    }

    private static Tag parsed(String tag) {
        return Tag.parse(tag)
                .orElseThrow(() ->
                        new ProblemException(
                                ErrorCode.MALFORMED_REQUEST,
                                "tag is a name and a value",
                                "Write it like ring=canary."));
    }
}
