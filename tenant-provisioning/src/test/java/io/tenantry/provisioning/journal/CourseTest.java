package io.tenantry.provisioning.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CourseTest {
    private static final Failure FAILURE = new Failure("step_failed", "because", false);

    private static Course fresh(int steps) {
        List<Mark> marks =
                java.util.stream.IntStream.range(0, steps)
                        .mapToObj(i -> Mark.pending(i, "step-" + i))
                        .toList();
        return new Course(
                new Lease(new OperationId("01HZX5ZYJ4T6QK7V8W9XABCDEF"), "owner", 1),
                "test.kind",
                null,
                "{}",
                OperationState.RUNNING,
                false,
                0,
                marks);
    }

    @Test
    void theFirstStepBeginsFirst() {
        Transition begun = fresh(2).begun();

        assertThat(begun.after().current())
                .isEqualTo(new Mark(0, "step-0", StepState.DOING, 1, null));
        assertThat(begun.notes()).containsExactly(new Note("step-0", "doing", null));
        assertThat(begun.keepsLease()).isTrue();
    }

    @Test
    void theOperationEndsWithItsLastStep() {
        Transition end = fresh(1).begun().after().advanced();

        assertThat(end.after().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(end.keepsLease()).isFalse();
    }

    @Test
    void turningBackBeginsWithTheStepThatFailed() {
        Course second = fresh(3).begun().after().advanced().after();

        Transition back = second.turnedBack(FAILURE);

        assertThat(back.after().undoing()).isTrue();
        assertThat(back.after().current().name()).isEqualTo("step-1");
        assertThat(back.after().current().state()).isEqualTo(StepState.UNDOING);
        assertThat(back.after().current().attempts()).isEqualTo(1);
        assertThat(back.after().steps().get(2).state()).isEqualTo(StepState.PENDING);
    }

    @Test
    void anotherAttemptCountsAndCrashesCountToo() {
        Course doing = fresh(1).begun().after();

        assertThat(doing.begun().after().current().attempts()).isEqualTo(2);
        assertThat(doing.postponed(FAILURE, Duration.ofSeconds(1)).keepsLease()).isFalse();
    }

    /** Whatever happens, in whatever order, an operation ends with all of it done or none of it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void everyWalkEndsWithAllOrNothing(long seed) {
        Random random = new Random(seed);
        for (int walk = 0; walk < 500; walk++) {
            Course course = fresh(1 + random.nextInt(6)).begun().after();
            while (course.state() == OperationState.RUNNING) {
                course = randomMove(random, course).after();
            }
            StepState forbidden =
                    course.state() == OperationState.SUCCEEDED ? StepState.UNDONE : StepState.DONE;
            assertThat(course.steps())
                    .extracting(Mark::state)
                    .doesNotContain(forbidden, StepState.DOING, StepState.UNDOING);
        }
    }

    private static Transition randomMove(Random random, Course course) {
        return switch (random.nextInt(8)) {
            case 0 -> course.postponed(FAILURE, Duration.ofSeconds(1));
            case 1 -> course.begun();
            case 2 -> course.undoing() ? course.begun() : course.turnedBack(FAILURE);
            default -> course.advanced();
        };
    }
}
