package io.tenantry.provisioning.journal;

import io.tenantry.routing.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An operation as its runner sees it: where it is, and which moves it can make from there. Pure: a
 * move is planned here and takes place when {@link Journal} has written it.
 *
 * @param sequence the number of its last event
 */
record Course(
        Lease lease,
        String kind,
        @Nullable TenantId tenant,
        String input,
        OperationState state,
        boolean undoing,
        int sequence,
        List<Mark> steps) {

    /** The step to work on next: forward the first not done, backward the last not undone. */
    Optional<Mark> next() {
        return undoing
                ? steps.reversed().stream().filter(Course::leftToUndo).findFirst()
                : steps.stream().filter(step -> step.state() != StepState.DONE).findFirst();
    }

    private static boolean leftToUndo(Mark step) {
        return step.state() != StepState.PENDING && step.state() != StepState.UNDONE;
    }

    /** The step at work. */
    Mark current() {
        return next().orElseThrow(() -> new IllegalStateException("no step is at work"));
    }

    /** Begins an attempt at the next step; with none left, the operation ends. */
    Transition begun() {
        return next().map(this::beginning).orElseGet(this::ended);
    }

    private Transition beginning(Mark step) {
        StepState direction = undoing ? StepState.UNDOING : StepState.DOING;
        Mark begun = step.begun(direction);
        // What goes on after a wait has begun long since.
        return step.state() == direction && step.attempts() == 0
                ? Transition.onward(with(begun))
                : Transition.onward(with(begun), Note.of(begun));
    }

    private Transition ended() {
        OperationState end = undoing ? OperationState.UNDONE : OperationState.SUCCEEDED;
        return Transition.onward(in(end), Note.of(end, null));
    }

    /** The step at work is done (or undone); the next one begins, or the operation ends. */
    Transition advanced() {
        Mark finished = current().ended(undoing ? StepState.UNDONE : StepState.DONE);
        Transition further = with(finished).begun();
        List<Note> notes = new ArrayList<>(List.of(Note.of(finished)));
        notes.addAll(further.notes());
        return new Transition(further.after(), notes, null, null);
    }

    /** The step at work failed and is tried again after the pause. */
    Transition postponed(Failure failure, Duration pause) {
        Mark failed = current().failed(failure.detail());
        return new Transition(
                with(failed),
                List.of(new Note(failed.name(), Note.RETRYING, failure.detail())),
                null,
                pause);
    }

    /**
     * The step at work waits for something, and is taken up again after the pause.
     *
     * @param what null to tell nobody
     */
    Transition waiting(@Nullable String what, Duration pause) {
        Mark waiting = current().waiting();
        List<Note> notes =
                what == null ? List.of() : List.of(new Note(waiting.name(), Note.WAITING, what));
        return new Transition(with(waiting), notes, null, pause);
    }

    /** The step at work failed for good: whatever was begun is undone from here on, it first. */
    Transition turnedBack(Failure failure) {
        Mark failed = current().failed(failure.detail());
        Transition back = with(failed).undoing(true).begun();
        List<Note> notes =
                new ArrayList<>(List.of(new Note(failed.name(), Note.FAILED, failure.detail())));
        notes.addAll(back.notes());
        return new Transition(back.after(), notes, failure, null);
    }

    /** The step at work failed for good and there is no way back: an operator must look. */
    Transition stopped(Failure failure) {
        Mark failed = current().failed(failure.detail());
        return new Transition(
                with(failed).in(OperationState.FAILED),
                List.of(
                        new Note(failed.name(), Note.FAILED, failure.detail()),
                        Note.of(OperationState.FAILED, null)),
                failure,
                null);
    }

    /** The undo at work failed too often: an operator must look. */
    Transition abandoned(Failure failure) {
        Mark failed = current().failed(failure.detail());
        return new Transition(
                with(failed).in(OperationState.FAILED),
                List.of(
                        new Note(failed.name(), Note.FAILED, failure.detail()),
                        Note.of(OperationState.FAILED, null)),
                null,
                null);
    }

    /** The same course after that many more events. */
    Course told(int events) {
        return new Course(lease, kind, tenant, input, state, undoing, sequence + events, steps);
    }

    private Course with(Mark changed) {
        List<Mark> marks = new ArrayList<>(steps);
        marks.set(changed.position(), changed);
        return new Course(lease, kind, tenant, input, state, undoing, sequence, List.copyOf(marks));
    }

    private Course in(OperationState other) {
        return new Course(lease, kind, tenant, input, other, undoing, sequence, steps);
    }

    private Course undoing(boolean turned) {
        return new Course(lease, kind, tenant, input, state, turned, sequence, steps);
    }
}
