package io.tenantry.benchmarks.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {

    @Test
    void everySecondRoundRunsBackwards() throws Exception {
        List<String> order = new ArrayList<>();

        var outcomes =
                Rounds.alternate(
                        3,
                        List.of("a", "b"),
                        (subject, round) -> {
                            order.add(subject + round);
                            return round;
                        });

        assertThat(order).containsExactly("a0", "b0", "b1", "a1", "a2", "b2");
        assertThat(outcomes).containsEntry("a", List.of(0, 1, 2));
    }
}
