package io.tenantry.access.signon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.access.signon.oidc.IdClaims;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.Problem;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Test sign-ins: all is done as in a real one, and then taken back. */
@ApplicationScoped
class Trials {
    /** The page that shows what came of one. */
    static final String PAGE = "sign-on-test";

    private static final Duration MEMORY = Duration.ofHours(1);

    private final Setups setups;
    private final Arriving arriving;
    private final ObjectMapper json;
    private final AuditLog audit;
    private final ControlPlane controlPlane;

    Trials(
            Setups setups,
            Arriving arriving,
            ObjectMapper json,
            AuditLog audit,
            ControlPlane controlPlane) {
        this.setups = setups;
        this.arriving = arriving;
        this.json = json;
        this.audit = audit;
        this.controlPlane = controlPlane;
    }

    /** Notes what came of one, and whether the setup is good. */
    Landing land(Setup setup, Supplier<IdClaims> identity, String address) {
        Trial trial = trial(setup, identity, address);
        String id = Ulid.at(controlPlane.now());
        controlPlane.useTransaction(handle -> keep(handle, setup, id, trial, address));
        return new Landing(PAGE, id, null);
    }

    private Trial trial(Setup setup, Supplier<IdClaims> identity, String address) {
        IdClaims claims = null;
        try {
            claims = identity.get();
            return arrived(preview(setup, claims, address), claims);
        } catch (ProblemException failed) {
            return failed(failed, claims);
        }
    }

    private static Trial arrived(Arrived arrived, IdClaims claims) {
        return new Trial(
                true,
                null,
                null,
                null,
                arrived.user().email(),
                arrived.assignment().role(),
                arrived.assignment().department(),
                arrived.anew(),
                arrived.factor(),
                claims.all());
    }

    private static Trial failed(ProblemException failed, @Nullable IdClaims claims) {
        return new Trial(
                false,
                failed.code().code(),
                failed.faults().stream().map(Problem.Fault::code).findFirst().orElse(null),
                failed.detail(),
                null,
                null,
                null,
                false,
                false,
                claims == null ? null : claims.all());
    }

    private Arrived preview(Setup setup, IdClaims claims, String address) {
        try {
            return controlPlane.inTransaction(handle -> {
                throw new Rehearsed(arriving.arrive(handle, setup, claims, address));
            });
        } catch (Rehearsed done) {
            return done.arrived();
        }
    }

    private void keep(Handle handle, Setup setup, String id, Trial trial, String address) {
        handle.createUpdate(
                        """
                        INSERT INTO sign_on_trials (id, tenant_id, outcome, expires_at)
                        VALUES (:id, :tenant, :outcome, :expires)
                        """)
                .bind("id", id)
                .bind("tenant", setup.tenant().value())
                .bind("outcome", written(trial))
                .bind("expires", controlPlane.now().plus(MEMORY))
                .execute();
        if (trial.succeeded()) {
            setups.noteTested(handle, setup.tenant(), setup.version(), controlPlane.now());
        }
        audit.append(
                handle,
                new AuditEntry(
                        new Actor(Returning.NOBODY, address),
                        setup.tenant(),
                        "sign-on.test",
                        id,
                        null,
                        Map.of("succeeded", trial.succeeded())));
    }

    /**
     * What came of one.
     *
     * @throws ProblemException {@code not_found}
     */
    Trial read(TenantId tenant, String id) {
        String outcome =
                controlPlane
                        .read(handle ->
                                handle.createQuery(
                                                """
                                                SELECT outcome FROM sign_on_trials
                                                WHERE id = :id AND tenant_id = :tenant
                                                  AND expires_at > :now
                                                """)
                                        .bind("id", id)
                                        .bind("tenant", tenant.value())
                                        .bind("now", controlPlane.now())
                                        .mapTo(String.class)
                                        .findOne())
                        .orElseThrow(() ->
                                new ProblemException(
                                        ErrorCode.NOT_FOUND,
                                        "there is no such test, or it is more than an hour ago",
                                        "Begin one with POST /api/v1/sign-on/test."));
        try {
            return json.readValue(outcome, Trial.class);
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException("what came of a test cannot be read", notOurs);
        }
    }

    private String written(Trial trial) {
        try {
            return json.writeValueAsString(trial);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts and JSON become JSON", impossible);
        }
    }

    /** Ends the transaction of a rehearsal, so that nothing remains of it. */
    private static final class Rehearsed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Arrived arrived;

        Rehearsed(Arrived arrived) {
            super("taken back", null, false, false);
            this.arrived = arrived;
        }

        Arrived arrived() {
            return arrived;
        }
    }
}
