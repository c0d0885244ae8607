package io.tenantry.access.department;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DepartmentTreeTest {
    private static final DepartmentTree TREE =
            new DepartmentTree(
                    Map.of(
                            "a", Optional.empty(),
                            "b", Optional.of("a"),
                            "c", Optional.of("b"),
                            "d", Optional.of("a"),
                            "e", Optional.empty()));

    @Test
    void knowsWhatLiesWithinWhat() {
        assertThat(TREE.isWithin("c", "a")).isTrue();
        assertThat(TREE.isWithin("c", "c")).isTrue();
        assertThat(TREE.isWithin("a", "c")).isFalse();
        assertThat(TREE.isWithin("e", "a")).isFalse();
        assertThat(TREE.hasBelow("b")).isTrue();
        assertThat(TREE.hasBelow("c")).isFalse();
    }

    @Test
    void countsLevels() {
        assertThat(TREE.level(null)).isZero();
        assertThat(TREE.level("a")).isEqualTo(1);
        assertThat(TREE.level("c")).isEqualTo(3);
        assertThat(TREE.height("a")).isEqualTo(3);
        assertThat(TREE.height("d")).isEqualTo(1);
    }

    /** Such a thing is never stored; were it, nobody should wait for ever. */
    @Test
    void aCircleEndsNobodysPatience() {
        DepartmentTree circle =
                new DepartmentTree(Map.of("a", Optional.of("b"), "b", Optional.of("a")));

        assertThat(circle.isWithin("a", "c")).isFalse();
        assertThat(circle.level("a")).isGreaterThan(1);
    }
}
