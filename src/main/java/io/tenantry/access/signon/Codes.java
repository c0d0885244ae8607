package io.tenantry.access.signon;

import io.quarkus.runtime.StartupEvent;
import io.tenantry.access.OneTimeSecret;
import io.tenantry.boot.BackgroundTasks;
import io.tenantry.boot.StartOrder;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What browsers change for tokens: random, kept as a hash, good once, for two minutes, and only
 * together with what the same browser was given as a cookie.
 */
@ApplicationScoped
class Codes {
    static final Duration LIFETIME = Duration.ofMinutes(2);

    private static final Duration PURGE = Duration.ofMinutes(15);

    private final ControlPlane controlPlane;
    private final BackgroundTasks background;

    Codes(ControlPlane controlPlane, BackgroundTasks background) {
        this.controlPlane = controlPlane;
        this.background = background;
    }

    void atStart(@Observes @Priority(StartOrder.BACKGROUND) StartupEvent start) {
        background.every(PURGE, "forgetting codes and trials of sign-ons", this::purge);
    }

    /**
     * Whom a code is for.
     *
     * @param factor whether they have shown a second factor
     */
    record Holder(TenantId tenant, String userId, boolean factor) {}

    /** What a browser is given. */
    record Pair(String code, String cookie) {
        @Override
        public String toString() {
            return "Pair[]";
        }
    }

    Pair next(Handle handle, Holder holder) {
        Pair pair = new Pair(OneTimeSecret.token(), OneTimeSecret.token());
        handle.createUpdate(
                        """
                        INSERT INTO sign_on_codes
                            (code_hash, browser_hash, tenant_id, user_id, factor, expires_at)
                        VALUES
                            (:code, :browser, :tenant, :user, :factor, :expires)
                        """)
                .bind("code", OneTimeSecret.hashOfToken(pair.code()))
                .bind("browser", OneTimeSecret.hashOfToken(pair.cookie()))
                .bind("tenant", holder.tenant().value())
                .bind("user", holder.userId())
                .bind("factor", holder.factor())
                .bind("expires", controlPlane.now().plus(LIFETIME))
                .execute();
        return pair;
    }

    /** Whom it is for, if it is good. */
    Optional<Holder> find(Handle handle, Pair pair) {
        return handle.createQuery(
                        """
                        SELECT tenant_id, user_id, factor
                        FROM sign_on_codes
                        WHERE code_hash = :code AND browser_hash = :browser AND expires_at > :now
                        """)
                .bind("code", OneTimeSecret.hashOfToken(pair.code()))
                .bind("browser", OneTimeSecret.hashOfToken(pair.cookie()))
                .bind("now", controlPlane.now())
                .map((row, _) ->
                        new Holder(
                                new TenantId(row.getString("tenant_id")),
                                row.getString("user_id"),
                                row.getBoolean("factor")))
                .findOne();
    }

    /** Uses it up; whether it was still there. Of simultaneous uses one wins. */
    boolean spend(Handle handle, Pair pair) {
        return handle.createUpdate("DELETE FROM sign_on_codes WHERE code_hash = :code")
                        .bind("code", OneTimeSecret.hashOfToken(pair.code()))
                        .execute()
                == 1;
    }

    void purge() {
        controlPlane.useTransaction(handle -> {
            for (String sql :
                    new String[] {
                        "DELETE FROM sign_on_codes WHERE expires_at <= :now",
                        "DELETE FROM sign_on_trials WHERE expires_at <= :now"
                    }) {
                handle.createUpdate(sql).bind("now", controlPlane.now()).execute();
            }
        });
    }
}
