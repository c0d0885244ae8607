package io.tenantry.provisioning.journal;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes the journal: submissions, claims, moves. Every write of a runner proves its lease. */
final class Journal {
    private final ControlPlane controlPlane;
    private final Duration leaseTime;

    Journal(ControlPlane controlPlane, Duration leaseTime) {
        this.controlPlane = controlPlane;
        this.leaseTime = leaseTime;
    }

    /**
     * Writes an operation in the caller's transaction.
     *
     * @return its course, if the submission names a runner
     */
    Optional<Course> submit(Handle handle, Submission submission) {
        Instant now = controlPlane.now();
        if (submission.runner() == null) {
            insert(handle, submission, submission.course(), null, now);
            return Optional.empty();
        }
        Transition begun = submission.course().begun();
        Course course = begun.after().told(begun.notes().size());
        insert(handle, submission, course, now.plus(leaseTime), now);
        EventRows.tell(handle, submission.id(), 0, begun.notes(), now);
        return Optional.of(course);
    }

    private static void insert(
            Handle handle,
            Submission submission,
            Course course,
            @Nullable Instant leaseUntil,
            Instant now) {
        OperationRows.insert(handle, submission, course, leaseUntil, now);
        StepRows.write(handle, submission.id(), course.steps(), now);
    }

    /** Operations that nobody runs and whose time has come, longest due first. */
    List<Due> due(Collection<String> kinds, Set<String> except, int limit) {
        if (kinds.isEmpty() || limit < 1) {
            return List.of();
        }
        return controlPlane.read(
                handle -> LeaseRows.due(handle, kinds, except, limit, controlPlane.now()));
    }

    /** An operation, if nobody runs it and its time has come. */
    Optional<Due> due(OperationId id, Collection<String> kinds) {
        return controlPlane.read(handle -> LeaseRows.due(handle, id, kinds, controlPlane.now()));
    }

    /** Operations of a tenant whose runner died with them, oldest first. */
    List<OperationId> orphaned(TenantId tenant, Collection<String> kinds) {
        return controlPlane.read(
                handle -> LeaseRows.orphaned(handle, tenant, kinds, controlPlane.now()));
    }

    /** Takes an operation over; empty if somebody else was faster, or nothing is left to do. */
    Optional<Course> claim(Due due, String owner) {
        return controlPlane.inTransaction(handle -> claim(handle, due, owner));
    }

    private Optional<Course> claim(Handle handle, Due due, String owner) {
        Instant now = controlPlane.now();
        if (!LeaseRows.takeLease(handle, due, owner, now, now.plus(leaseTime))) {
            return Optional.empty();
        }
        Course course =
                OperationRows.course(handle, new Lease(due.operation(), owner, due.token() + 1));
        try {
            return apply(handle, course, course.begun());
        } catch (RecalledException e) {
            return apply(handle, course, course.turnedBack(Failure.recalled(e.why())));
        }
    }

    /**
     * Makes a move, and writes what goes with it.
     *
     * @return where the operation is now; empty if the runner has let go of it
     * @throws LeaseLostException if another runner has taken over; then nothing was written
     * @throws RecalledException if it is a move forward, and the operation is wanted back; then
     *     nothing was written
     */
    Optional<Course> move(Course course, Transition transition, Consumer<Handle> alongside) {
        return controlPlane.inTransaction(handle -> {
            Optional<Course> after = apply(handle, course, transition);
            alongside.accept(handle);
            return after;
        });
    }

    private Optional<Course> apply(Handle handle, Course before, Transition transition) {
        Course after = transition.after().told(transition.notes().size());
        Instant now = controlPlane.now();
        Duration pause = transition.pause();
        OperationRows.update(
                handle,
                after,
                transition.failure(),
                transition.keepsLease() ? now.plus(leaseTime) : null,
                pause == null ? now : now.plus(pause),
                now);
        StepRows.write(
                handle,
                after.lease().operation(),
                after.steps().stream().filter(mark -> !before.steps().contains(mark)).toList(),
                now);
        EventRows.tell(
                handle, after.lease().operation(), before.sequence(), transition.notes(), now);
        return transition.keepsLease() ? Optional.of(after) : Optional.empty();
    }

    /**
     * Writes something that is not a move.
     *
     * @throws LeaseLostException if another runner has taken over; then nothing was written
     */
    <R> R record(Lease lease, Function<Handle, R> writes) {
        return controlPlane.inTransaction(handle -> {
            if (!LeaseRows.holdsUntilCommit(handle, lease)) {
                throw new LeaseLostException(lease);
            }
            return writes.apply(handle);
        });
    }

    /**
     * Tells onlookers something of an operation that stays where it is.
     *
     * @return its course after that
     * @throws LeaseLostException if another runner has taken over; then nothing was written
     */
    Course tell(Course course, Note note) {
        return controlPlane.inTransaction(handle -> {
            Course told = course.told(1);
            OperationRows.told(handle, told);
            EventRows.tell(
                    handle,
                    course.lease().operation(),
                    course.sequence(),
                    List.of(note),
                    controlPlane.now());
            return told;
        });
    }

    /** Lets go of an operation, so that any replica can go on with it at once. */
    void release(Lease lease) {
        controlPlane.useTransaction(handle -> LeaseRows.release(handle, lease, controlPlane.now()));
    }

    /**
     * Wants an operation back. Once this has returned that it goes back, it makes no move forward
     * any more, whoever runs it.
     *
     * @param reversible the kinds that can go back
     * @param owner who asks
     */
    Recall recall(OperationId id, Collection<String> reversible, String why, String owner) {
        return controlPlane.inTransaction(handle -> {
            Instant now = controlPlane.now();
            RecallRows.write(handle, id, reversible, why, now);
            return RecallRows.look(handle, id, owner, now);
        });
    }

    /**
     * Lengthens the leases that the owner still holds.
     *
     * @return which of the operations are wanted back, and why
     */
    Map<OperationId, String> renew(String owner, Collection<OperationId> operations) {
        if (operations.isEmpty()) {
            return Map.of();
        }
        Instant until = controlPlane.now().plus(leaseTime);
        return controlPlane.inTransaction(handle -> {
            LeaseRows.renew(handle, owner, operations, until);
            return RecallRows.among(handle, owner, operations);
        });
    }

    /**
     * Looks whether a lease still holds.
     *
     * @throws LeaseLostException if it does not
     */
    void demand(Lease lease) {
        if (!controlPlane.read(handle -> LeaseRows.holds(handle, lease))) {
            throw new LeaseLostException(lease);
        }
    }
}
