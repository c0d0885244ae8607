package io.tenantry.problem;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Permissions;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.routing.RoutingException;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Calls that fail in every way, for tests only. */
@Path("/test/echo")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class Echo {
    /** What somebody wears. */
    public record Outfit(@NotBlank String title, @Max(99) int pieces, List<@Valid Part> parts) {}

    /** A part of it. */
    public record Part(@NotBlank String cloth) {}

    @POST
    @PermitAll
    public Outfit echo(@NotNull @Valid Outfit body) {
        return body;
    }

    @GET
    @PermitAll
    public List<Integer> limit(@QueryParam("limit") @Max(100) int limit) {
        return List.of(limit);
    }

    @GET
    @Path("/platform")
    @PermissionsAllowed(Permissions.TENANT_READ)
    public List<String> platform() {
        return List.of("welcome");
    }

    @GET
    @Path("/unannotated")
    public List<String> unannotated() {
        return List.of("nobody may see this");
    }

    @GET
    @Path("/boom")
    @PermitAll
    public String boom() {
        throw new IllegalStateException("SELECT secret FROM vault");
    }

    @GET
    @Path("/routing/{reason}")
    @PermitAll
    public String routing(@PathParam("reason") RoutingException.Reason reason) {
        RoutingException failure = new RoutingException(reason, "server db-7 said no");
        throw new IllegalStateException("wrapped as Hibernate does", new RuntimeException(failure));
    }

    @GET
    @Path("/provisioning/{reason}")
    @PermitAll
    public String provisioning(@PathParam("reason") ProvisioningException.Reason reason) {
        throw new ProvisioningException(reason, "said so");
    }
}
