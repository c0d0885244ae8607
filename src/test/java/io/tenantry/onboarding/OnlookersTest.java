package io.tenantry.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnlookersTest {
    private final Onlookers onlookers = new Onlookers();

    private Cancellable follow(String signUp) {
        return onlookers
                .admit(signUp, () -> Multi.createFrom().nothing())
                .subscribe()
                .with(_ -> {});
    }

    @Test
    void aSignUpIsFollowedByThreeAtATime() {
        List<Cancellable> streams = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            streams.add(follow("one"));
        }
        assertThatThrownBy(() -> follow("one"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(ErrorCode.SERVICE_BUSY));
        streams.add(follow("another"));

        streams.getFirst().cancel();

        streams.add(follow("one"));
        streams.forEach(Cancellable::cancel);
    }

    @Test
    void whatCannotBeFollowedTakesNoPlace() {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() ->
                            onlookers.admit(
                                    "one",
                                    () -> {
                                        throw new IllegalStateException("no stream");
                                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
        follow("one").cancel();
    }
}
