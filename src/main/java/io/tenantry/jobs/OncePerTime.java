package io.tenantry.jobs;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Skips a time of a job's schedule that a replica has run. A replica that starts sets each stored
 * trigger anew from the time that it read, so a time that another comes to meanwhile comes twice.
 *
 * <p>Only the last time is compared, and not which is later: a clock that was wrong once stops no
 * job.
 */
@Singleton
class OncePerTime implements Scheduled.SkipPredicate {
    private final ControlPlane controlPlane;

    OncePerTime(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    @Override
    public boolean test(ScheduledExecution execution) {
        return !claim(execution.getTrigger().getId(), execution.getScheduledFireTime());
    }

    /** Whether this call is the first for that time; of several at once one is. */
    boolean claim(String job, Instant time) {
        return controlPlane.inTransaction(
                handle -> move(handle, job, time) || insert(handle, job, time));
    }

    private static boolean move(Handle handle, String job, Instant time) {
        return handle.createUpdate(
                                """
                                UPDATE job_times SET scheduled_for = :time
                                WHERE job = :job AND scheduled_for <> :time
                                """)
                        .bind("job", job)
                        .bind("time", time)
                        .execute()
                == 1;
    }

    private static boolean insert(Handle handle, String job, Instant time) {
        return handle.createUpdate(
                                "INSERT IGNORE INTO job_times (job, scheduled_for) VALUES (:job, :time)")
                        .bind("job", job)
                        .bind("time", time)
                        .execute()
                == 1;
    }
}
