package io.tenantry.benchmarks.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ZipfTest {

    @Test
    void drawsFollowTheWeights() {
        Zipf zipf = new Zipf(3);
        SplittableRandom random = new SplittableRandom(1);
        int[] drawn = new int[3];

        for (int i = 0; i < 110_000; i++) {
            drawn[zipf.next(random)]++;
        }

        // 1 : 1/2 : 1/3
        assertThat(drawn[0]).isCloseTo(60_000, within(1_000));
        assertThat(drawn[1]).isCloseTo(30_000, within(1_000));
        assertThat(drawn[2]).isCloseTo(20_000, within(1_000));
    }

    @Test
    void theFortyBusiestOfAThousandMakeMoreThanHalf() {
        assertThat(new Zipf(1_000).shareOfFirst(40)).isCloseTo(0.572, within(0.001));
    }

    @Test
    void moreRanksThanThereAreMakeAll() {
        assertThat(new Zipf(10).shareOfFirst(40)).isEqualTo(1);
    }
}
