package io.tenantry.problem;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Permissions;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.routing.RoutingException;
import io.tenantry.routing.hibernate.AgainAfterDeadlock;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
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
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

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

    /** In whose transactions the last call that was tried again was made. */
    private static final List<Object> ATTEMPTS = new CopyOnWriteArrayList<>();

    @Inject TransactionSynchronizationRegistry transactions;

    @GET
    @Path("/deadlock/{times}")
    @PermitAll
    @AgainAfterDeadlock
    @Transactional
    public Integer deadlock(@PathParam("times") int times) {
        Object transaction = transactions.getTransactionKey();
        if (ATTEMPTS.contains(transaction)) {
            throw new IllegalStateException("the transaction that was undone goes on");
        }
        ATTEMPTS.add(transaction);
        if (ATTEMPTS.size() <= times) {
            throw new IllegalStateException(new SQLException("Deadlock found", "40001", 1213));
        }
        int attempts = ATTEMPTS.size();
        ATTEMPTS.clear();
        return attempts;
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
