package io.tenantry.provisioning.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * How far a long step is. Onlookers are told at most once a second and once for each hundredth: an
 * operation has so few events however long it takes, and whoever works is not held up.
 */
final class Headway implements LongConsumer {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long WHOLE = 100;
    private static final long MIB = 1 << 20;

    private final long total;
    private final Supplier<Instant> clock;
    private final Consumer<String> onlookers;
    private final AtomicLong done = new AtomicLong();
    private final ReentrantLock telling = new ReentrantLock();
    private volatile long told;
    private Instant next;

    /**
     * @param total about how many bytes there are to work on
     * @param onlookers are told in words; on one thread at a time
     */
    Headway(long total, Supplier<Instant> clock, Consumer<String> onlookers) {
        this.total = total;
        this.clock = clock;
        this.onlookers = onlookers;
        this.next = clock.get().plus(PAUSE);
    }

    @Override
    public void accept(long more) {
        long now = done.addAndGet(more);
        if (percent(now) > told && telling.tryLock()) {
            try {
                tell(now);
            } finally {
                telling.unlock();
            }
        }
    }

    private void tell(long now) {
        long percent = percent(now);
        Instant time = clock.get();
        if (percent > told && !time.isBefore(next)) {
            told = percent;
            next = time.plus(PAUSE);
            onlookers.accept(
                    "%d %% (%d of about %d MiB)".formatted(percent, now / MIB, total / MIB));
        }
    }

    /** Below a hundred: what is done entirely, the step itself says. */
    private long percent(long now) {
        return total <= 0 ? 0 : Math.min(WHOLE - 1, now * WHOLE / total);
    }
}
