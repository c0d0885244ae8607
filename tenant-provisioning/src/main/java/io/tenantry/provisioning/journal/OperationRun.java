package io.tenantry.provisioning.journal;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.controlplane.ControlPlane;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * One runner's work on one operation, from a claim until it is finished or let go of.
 *
 * @param <I> the operation's input
 */
final class OperationRun<I> {
    private static final Logger LOG = Logger.getLogger(OperationRun.class.getName());

    private static final int LONGEST_CHAIN = 20;

    /** How a run ended. */
    enum End {
        /** The operation is finished, waits for its next attempt, or is another's. */
        LET_GO,
        /** This process cannot run the next step. */
        NOT_OURS
    }

    private final OperationKind<I> kind;
    private final I input;
    private final ControlPlane controlPlane;
    private final Journal journal;
    private final RunnerSettings settings;
    private final BooleanSupplier stopping;
    private final Recalls recalls;
    private final Consumer<Duration> waits;
    private final Map<Class<?>, Object> memory = new HashMap<>();

    /**
     * @param waits told how long it waits when it has let go of its operation for a pause
     */
    OperationRun(
            OperationKind<I> kind,
            I input,
            ControlPlane controlPlane,
            Journal journal,
            RunnerSettings settings,
            BooleanSupplier stopping,
            Recalls recalls,
            Consumer<Duration> waits) {
        this.kind = kind;
        this.input = input;
        this.controlPlane = controlPlane;
        this.journal = journal;
        this.settings = settings;
        this.stopping = stopping;
        this.recalls = recalls;
        this.waits = waits;
    }

    /**
     * Works until the operation is finished or let go of.
     *
     * @throws LeaseLostException if another runner took over
     */
    End run(Course claimed, RunConnections connections) {
        Optional<Course> course = Optional.of(claimed);
        while (course.isPresent()) {
            Course here = course.get();
            Optional<Failure> recalled = recalled(here);
            if (recalled.isPresent()) {
                if (!kind.isReversible()) {
                    journal.release(here.lease());
                    return End.LET_GO;
                }
                course = move(here, here.turnedBack(recalled.get()), _ -> {});
                continue;
            }
            Optional<Step<I>> step = kind.step(here.current().name());
            if (step.isEmpty() || stopping.getAsBoolean()) {
                journal.release(here.lease());
                return step.isEmpty() ? End.NOT_OURS : End.LET_GO;
            }
            course = attempt(here, step.get(), connections);
        }
        return End.LET_GO;
    }

    /** Why it shall not go on; what is on its way back already goes on doing that. */
    private Optional<Failure> recalled(Course course) {
        Optional<Failure> recalled =
                course.undoing() ? Optional.empty() : recalls.of(course.lease().operation());
        if (recalled.isPresent()) {
            // It has been heard, and must not break the way back.
            var _ = Thread.interrupted();
        }
        return recalled;
    }

    /** Stays where it is if the operation is wanted back, and only now that becomes known. */
    private Optional<Course> move(Course here, Transition there, Consumer<Handle> alongside) {
        try {
            return journal.move(here, there, alongside);
        } catch (RecalledException e) {
            var _ = recalls.heard(here.lease().operation(), e.why());
            return Optional.of(here);
        }
    }

    private Optional<Course> attempt(Course course, Step<I> step, RunConnections connections) {
        RunContext<I> context =
                new RunContext<>(course, input, controlPlane, journal, connections, memory);
        try {
            if (course.undoing()) {
                step.undo(context);
            } else {
                step.execute(context);
            }
            Course here = context.course();
            return move(here, here.advanced(), context.writes());
        } catch (LeaseLostException e) {
            throw e;
        } catch (NotYetException e) {
            Course here = context.course();
            if (recalled(here).isPresent()) {
                return Optional.of(here);
            }
            Optional<Course> left = move(here, here.waiting(e.what(), e.pause()), _ -> {});
            waits.accept(e.pause());
            return left;
        } catch (SQLException | RuntimeException e) {
            return failed(context, connections, isTooLarge(e) ? tooLarge(e) : e);
        } catch (OutOfMemoryError e) {
            // One array was too large for what is left; nothing is wrong with the process.
            return failed(context, connections, tooLarge(e));
        }
    }

    /** Whatever a step throws, the journal decides what becomes of the operation. */
    private Optional<Course> failed(
            RunContext<I> context, RunConnections connections, Exception cause) {
        connections.discard();
        memory.clear();
        Course here = context.course();
        if (recalled(here).isPresent()) {
            return Optional.of(here);
        }
        return move(here, afterFailure(here, cause), _ -> {});
    }

    /** The driver makes an exception of it. */
    private static boolean isTooLarge(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(LONGEST_CHAIN)
                .anyMatch(OutOfMemoryError.class::isInstance);
    }

    private static ProvisioningException tooLarge(Throwable cause) {
        return new ProvisioningException(
                Reason.STEP_FAILED,
                "the memory of this process (%d MiB at most) is too small for it: a row of the tenant's is very large; start it with more, -Xmx of eight times the row, then ask again"
                        .formatted(Runtime.getRuntime().maxMemory() >> 20),
                cause);
    }

    private Transition afterFailure(Course course, Exception cause) {
        Failure failure = Failure.of(cause);
        Mark step = course.current();
        LOG.log(
                Level.WARNING,
                "operation %s: step %s (%s, attempt %d) failed: %s"
                        .formatted(
                                course.lease().operation(),
                                step.name(),
                                step.state().code(),
                                step.attempts(),
                                failure.detail()));
        if (course.undoing()) {
            return settings.undoing().isExhaustedAfter(step.attempts())
                    ? course.abandoned(failure)
                    : course.postponed(failure, settings.undoing().delayAfter(step.attempts()));
        }
        if (failure.passing() && !settings.doing().isExhaustedAfter(step.attempts())) {
            return course.postponed(failure, settings.doing().delayAfter(step.attempts()));
        }
        return kind.isReversible() ? course.turnedBack(failure) : course.stopped(failure);
    }
}
