package io.tenantry.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UlidTest {
    private static final Instant MOMENT = Instant.parse("2026-11-24T10:32:05.123Z");

    @Test
    void thoseOfAMillisecondSortInTheOrderOfTheirMaking() {
        List<String> made = Stream.generate(() -> Ulid.at(MOMENT)).limit(100_000).toList();

        assertThat(made).isSorted().doesNotHaveDuplicates();
        assertThat(made).allMatch(Ulid::isValid);
        assertThat(made.getLast()).startsWith(made.getFirst().substring(0, 10));
    }

    @Test
    void theyTellTheirTime() {
        assertThat(Ulid.timeOf(Ulid.at(MOMENT))).isEqualTo(MOMENT);
        assertThat(Ulid.timeOf(Ulid.at(Instant.EPOCH))).isEqualTo(Instant.EPOCH);
    }

    @Test
    void everyMillisecondBeginsElsewhere() {
        Set<String> beginnings = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 1_000)
                .parallel()
                .forEach(i -> beginnings.add(Ulid.at(MOMENT.plusMillis(i)).substring(10)));

        assertThat(beginnings).hasSize(1_000);
    }
}
