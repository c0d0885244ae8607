package io.tenantry.onboarding;

import io.quarkus.runtime.StartupEvent;
import io.tenantry.boot.BackgroundTasks;
import io.tenantry.boot.StartOrder;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.Handle;

/**
 * Forgets sign-ups: what is secret or about people as soon as the tenant is open, the rest when
 * nobody has gone on with it for long. Those that wait for somebody else's decision stay.
 */
@ApplicationScoped
class SignUpPurge {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** How long whoever comes back late is told that it has expired. */
    private static final Duration MEMORY = Duration.ofDays(1);

    private static final int AT_ONCE = 1000;

    private final BackgroundTasks background;
    private final ControlPlane controlPlane;

    SignUpPurge(BackgroundTasks background, ControlPlane controlPlane) {
        this.background = background;
        this.controlPlane = controlPlane;
    }

    void atStart(@Observes @Priority(StartOrder.BACKGROUND) StartupEvent start) {
        background.every(PAUSE, "forgetting sign-ups", this::purge);
    }

    void purge() {
        Instant now = controlPlane.now();
        repeat(SignUpPurge::forgetContents);
        repeat(handle -> forgetUnfinished(handle, now.minus(MEMORY)));
        repeat(handle -> forgetEnded(handle, now));
    }

    private void repeat(ToIntFunction<Handle> purge) {
        int forgotten;
        do {
            forgotten = controlPlane.inTransaction(purge::applyAsInt);
        } while (forgotten == AT_ONCE);
    }

    private static int forgetContents(Handle handle) {
        // Not in one statement with the operations, which would be locked.
        List<String> done =
                handle.createQuery(
                                """
                                SELECT s.id
                                FROM sign_ups s
                                JOIN operations o ON o.id = s.operation_id
                                WHERE s.state = 'submitted' AND o.state = 'succeeded'
                                  AND (s.password_hash IS NOT NULL OR s.people IS NOT NULL
                                      OR s.departments IS NOT NULL)
                                LIMIT :most
                                """)
                        .bind("most", AT_ONCE)
                        .mapTo(String.class)
                        .list();
        return done.isEmpty()
                ? 0
                : handle.createUpdate(
                                """
                                UPDATE sign_ups
                                SET password_hash = NULL, people = NULL, departments = NULL
                                WHERE id IN (<done>)
                                """)
                        .bindList("done", done)
                        .execute();
    }

    private static int forgetUnfinished(Handle handle, Instant before) {
        return handle.createUpdate(
                        """
                        DELETE FROM sign_ups
                        WHERE state IN ('open', 'rejected') AND expires_at < :before
                        LIMIT :most
                        """)
                .bind("before", before)
                .bind("most", AT_ONCE)
                .execute();
    }

    private static int forgetEnded(Handle handle, Instant now) {
        List<String> ended =
                handle.createQuery(
                                """
                                SELECT s.id
                                FROM sign_ups s
                                JOIN operations o ON o.id = s.operation_id
                                WHERE s.state = 'submitted' AND o.state IN ('succeeded', 'undone')
                                  AND s.expires_at < :now
                                LIMIT :most
                                """)
                        .bind("now", now)
                        .bind("most", AT_ONCE)
                        .mapTo(String.class)
                        .list();
        return ended.isEmpty()
                ? 0
                : handle.createUpdate(
                                "DELETE FROM sign_ups WHERE id IN (<ended>) AND expires_at < :now")
                        .bindList("ended", ended)
                        .bind("now", now)
                        .execute();
    }
}
