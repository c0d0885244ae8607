package io.tenantry.backups;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.access.user.FirstAdministrator;
import io.tenantry.backups.BackupMessages.Mode;
import io.tenantry.backups.BackupMessages.RequestedRestoreView;
import io.tenantry.backups.BackupMessages.Restore;
import io.tenantry.backups.BackupMessages.RestorePlanView;
import io.tenantry.backups.BackupMessages.RestoreView;
import io.tenantry.problem.Answer;
import io.tenantry.problem.Idempotency;
import io.tenantry.problem.IdempotentCall;
import io.tenantry.provisioning.binlog.Recovery;
import io.tenantry.provisioning.restore.RequestedRestore;
import io.tenantry.provisioning.restore.RestoreKinds;
import io.tenantry.provisioning.restore.RestoreMode;
import io.tenantry.provisioning.restore.RestoreWish;
import io.tenantry.provisioning.restore.Restores;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.provisioning.tenant.Tenant;
import io.tenantry.provisioning.tenant.TenantCreation;
import io.tenantry.provisioning.tenant.Tenants;
import io.tenantry.routing.TenantId;
import io.tenantry.tenants.AcceptedOperations;
import io.tenantry.tenants.TenantAnswers.RequestedView;
import io.tenantry.tenants.TenantKeys;
import io.tenantry.tenants.TenantRequests.TenantCopy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Brings a tenant's past back: in the place of its present, or as a tenant of its own. */
@Path("/api/v1/platform/tenants/{tenantKey}/restore")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Backups")
class RestoreResource {
    private static final String RESTORE = "restore_tenant";
    private static final int OK = 200;

    private final Tenants tenants;
    private final Restores restores;
    private final Recovery recovery;
    private final TenantKeys keys;
    private final Idempotency idempotency;
    private final FirstAdministrator firstAdministrator;
    private final Caller caller;
    private final AcceptedOperations accepted;

    RestoreResource(
            Tenants tenants,
            Restores restores,
            Recovery recovery,
            TenantKeys keys,
            Idempotency idempotency,
            FirstAdministrator firstAdministrator,
            Caller caller,
            AcceptedOperations accepted) {
        this.tenants = tenants;
        this.restores = restores;
        this.recovery = recovery;
        this.keys = keys;
        this.idempotency = idempotency;
        this.firstAdministrator = firstAdministrator;
        this.caller = caller;
        this.accepted = accepted;
    }

    @POST
    @PermissionsAllowed(Permissions.RESTORE_RUN)
    @Operation(
            operationId = "restoreBackup",
            summary = "Bring a tenant's past back",
            description =
                    "`side-by-side` fills a second database while the tenant is served, and then lets"
                            + " it take the place of the first. `in-place` does so with the tenant"
                            + " in maintenance from the beginning, so that nothing is written that"
                            + " would be left behind. Both keep the former database for a while and"
                            + " can be undone, unless `keep` is false, which the tenant's `slug`"
                            + " confirms. `lost-server` is for a tenant whose server does not answer"
                            + " any more: it goes on on the `server` that is named, from the last"
                            + " moment that is archived unless `at` or `backup` says another; it is"
                            + " refused if the server answers, and what is left there is locked when"
                            + " it comes back. `new-tenant` makes another tenant and does not touch this"
                            + " one, which may be deleted. Every table is read back and compared, and"
                            + " a backup of an older schema is migrated. Until the end a failure"
                            + " leaves the tenant as it was.")
    @APIResponse(
            responseCode = "200",
            description = "What would be done, with `dryRun`",
            content = @Content(schema = @Schema(implementation = RestorePlanView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Asked for",
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            oneOf = {
                                                RequestedRestoreView.class,
                                                RequestedView.class
                                            })))
    @APIResponse(
            responseCode = "400",
            description =
                    "`validation_failed`, `confirmation_mismatch`, `time_in_future`, `slug_malformed`,"
                            + " `slug_reserved`, `labels_malformed`, …")
    @APIResponse(
            responseCode = "404",
            description = "`tenant_not_found`, `backup_not_found` or `server_not_found`")
    @APIResponse(
            responseCode = "409",
            description =
                    "`tenant_busy`, `tenant_state_conflict`, `backup_state_conflict`,"
                            + " `backups_off`, `time_before_backups`, `recovery_gap`,"
                            + " `restore_of_another_release`, `engine_mismatch`, `slug_taken`,"
                            + " `no_server_available`, `server_not_lost`, `recovery_behind` or"
                            + " `idempotency_key_reused`")
    public RestResponse<String> restore(
            @PathParam("tenantKey") String tenantKey,
            @NotNull @Valid Restore body,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String key) {
        Tenant tenant = keys.demand(tenantKey);
        WholeRestore.demand(body);
        if (body.mode() == Mode.NEW_TENANT) {
            CreateTenant wish = newTenant(tenant, body);
            return once(
                    tenant,
                    body,
                    key,
                    handle ->
                            accepted.answer(
                                    TenantCreation.RESTORE,
                                    begun(handle, tenant.id(), body, wish)));
        }
        RestoreWish wish = wish(body);
        if (Boolean.TRUE.equals(body.dryRun())) {
            return idempotency
                    .answer(OK, null, RestorePlanView.of(restores.plan(tenant.id(), wish)))
                    .toResponse();
        }
        return once(
                tenant,
                body,
                key,
                handle -> accepted(restores.start(handle, tenant.id(), wish, caller.actor())));
    }

    private RequestedTenant begun(
            Handle handle, TenantId original, Restore body, CreateTenant wish) {
        Instant at = body.at();
        return at == null
                ? tenants.restore(
                        handle, original, String.valueOf(body.backup()), wish, caller.actor())
                : tenants.restore(
                        handle,
                        original,
                        recovery.choose(handle, original, at),
                        wish,
                        caller.actor());
    }

    private RestResponse<String> once(
            Tenant tenant, Restore body, @Nullable String key, Function<Handle, Answer> effect) {
        return idempotency
                .inControlPlane(
                        idempotency.call(
                                caller.userId(),
                                RESTORE,
                                key,
                                Map.of("tenant", tenant.id().value(), "body", body)),
                        effect)
                .toResponse();
    }

    private static RestoreWish wish(Restore body) {
        return new RestoreWish(
                body.backup(),
                body.at(),
                switch (body.mode()) {
                    case IN_PLACE -> RestoreMode.IN_PLACE;
                    case LOST_SERVER -> RestoreMode.LOST_SERVER;
                    case SIDE_BY_SIDE, NEW_TENANT -> RestoreMode.SIDE_BY_SIDE;
                },
                body.server(),
                !Boolean.FALSE.equals(body.keep()),
                body.slug());
    }

    private CreateTenant newTenant(Tenant original, Restore body) {
        TenantCopy wanted = Objects.requireNonNull(body.tenant());
        return new CreateTenant(
                wanted.slug(),
                wanted.name() == null ? original.name() : wanted.name(),
                wanted.plan(),
                wanted.server(),
                wanted.labels() == null ? Map.of() : wanted.labels(),
                firstAdministrator.wish(
                        wanted.admin().email(),
                        wanted.admin().name(),
                        wanted.admin().password(),
                        wanted.name(),
                        wanted.slug()));
    }

    private Answer accepted(RequestedRestore requested) {
        return accepted.answer(
                RestoreKinds.RESTORE,
                requested.operation(),
                requested.restore().tenant(),
                operation ->
                        new RequestedRestoreView(RestoreView.of(requested.restore()), operation));
    }
}
