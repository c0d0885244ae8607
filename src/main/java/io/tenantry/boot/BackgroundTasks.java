package io.tenantry.boot;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Small chores of this process, one at a time on a thread of their own. They take no input, read
 * what is and converge; a failure is logged and the chore comes round again.
 */
@ApplicationScoped
public class BackgroundTasks {
    private static final Logger LOG = Logger.getLogger(BackgroundTasks.class);

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("tenantry-chores").daemon().factory());

    /** Runs the chore again and again, for the first time after one pause. */
    public void every(Duration pause, String name, Runnable chore) {
        var _ =
                thread.scheduleWithFixedDelay(
                        () -> run(name, chore),
                        pause.toMillis(),
                        pause.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    // A chore that throws would never be run again, whatever it throws.
    private static void run(String name, Runnable chore) {
        try {
            chore.run();
        } catch (RuntimeException e) {
            LOG.warnf(e, "%s failed and will be tried again", name);
        }
    }

    void atEnd(@Observes ShutdownEvent end) {
        thread.shutdownNow();
    }
}
