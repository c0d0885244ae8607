package io.tenantry.access.signin;

import io.quarkus.security.Authenticated;
import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.SecurityIdentity;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.account.OwnName;
import io.tenantry.access.signin.AccessAnswers.Me;
import io.tenantry.access.signin.AccessAnswers.TenantOfMine;
import io.tenantry.access.signin.AccessRequests.MeChange;
import io.tenantry.access.support.Stay;
import io.tenantry.access.support.Visits;
import io.tenantry.access.user.Memberships;
import io.tenantry.access.user.User;
import io.tenantry.access.user.Users;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Handle;

/** Tells callers who they are, and lets them say what they are called. */
@Path("/api/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
class MeResource {
    private final ControlPlane controlPlane;
    private final Users users;
    private final OwnName name;
    private final Memberships memberships;
    private final Visits visits;
    private final Caller caller;
    private final SecurityIdentity identity;

    MeResource(
            ControlPlane controlPlane,
            Users users,
            OwnName name,
            Memberships memberships,
            Visits visits,
            Caller caller,
            SecurityIdentity identity) {
        this.controlPlane = controlPlane;
        this.users = users;
        this.name = name;
        this.memberships = memberships;
        this.visits = visits;
        this.caller = caller;
        this.identity = identity;
    }

    @GET
    @Authenticated
    @Operation(
            operationId = "readMe",
            summary = "Who the caller is",
            description =
                    "Roles and permissions are those of the token; tenants are those that may be"
                            + " chosen.")
    public Me me() {
        return controlPlane.read(this::read);
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @Authenticated
    @Operation(
            operationId = "changeMe",
            summary = "Change what the caller is called",
            description =
                    "It is the name of the account, which all of its organisations see. Not for API"
                            + " keys, nor for guests of support.")
    @APIResponseSchema(value = Me.class, responseCode = "200")
    @APIResponse(responseCode = "400", description = "`validation_failed`")
    @APIResponse(responseCode = "403", description = "`sign_on_confined` or `permission_denied`")
    public Me change(@NotNull @Valid MeChange body) {
        return controlPlane.inTransaction(handle -> {
            if (body.name() != null) {
                name.change(handle, caller, body.name());
            }
            return read(handle);
        });
    }

    private Me read(Handle handle) {
        User user = users.demandActive(handle, caller.userId());
        List<TenantOfMine> tenants =
                memberships.of(handle, user.id()).stream()
                        .map(TenantOfMine::of)
                        .filter(this::isReached)
                        .toList();
        Optional<Stay> stay = visits.stayOf(handle, caller);
        Optional<TenantOfMine> chosen =
                stay.map(TenantOfMine::of)
                        .or(() ->
                                caller.tenantId()
                                        .flatMap(id ->
                                                tenants.stream()
                                                        .filter(each -> each.id().equals(id))
                                                        .findFirst()));
        return new Me(
                user.id(),
                user.email(),
                user.name(),
                identity.getRoles(),
                permissions(),
                chosen.orElse(null),
                tenants,
                stay.map(Stay::visit).orElse(null));
    }

    private Set<String> permissions() {
        return Permission.all().stream()
                .map(Permission::name)
                .filter(this::isPermitted)
                .collect(Collectors.toSet());
    }

    private boolean isPermitted(String permission) {
        int colon = permission.indexOf(':');
        return identity.checkPermissionBlocking(
                new StringPermission(
                        permission.substring(0, colon), permission.substring(colon + 1)));
    }

    /** A session by sign-on shows nobody what else they belong to. */
    private boolean isReached(TenantOfMine tenant) {
        return !caller.isBySignOn() || caller.tenantId().filter(tenant.id()::equals).isPresent();
    }
}
