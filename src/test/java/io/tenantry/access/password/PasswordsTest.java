package io.tenantry.access.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private static final String PASSWORD = "correct horse battery staple";

    private static final int WARM_UP = 3;
    private static final int ROUNDS = 9;

    private final Passwords passwords = new Passwords(config(2, Duration.ofSeconds(30)));

    @Test
    void theEncodedFormNamesArgon2idAndItsParametersAndNotThePassword() {
        String encoded = passwords.hash(PASSWORD);

        assertThat(encoded).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(encoded).doesNotContain(PASSWORD).hasSizeLessThan(255);
    }

    @Test
    void aPasswordMatchesItsHashAndNoOtherDoes() {
        String encoded = passwords.hash(PASSWORD);

        assertThat(passwords.matches(PASSWORD, encoded)).isTrue();
        assertThat(passwords.matches(PASSWORD + " ", encoded)).isFalse();
        assertThat(passwords.matches("", encoded)).isFalse();
    }

    @Test
    void equalPasswordsHaveDifferentHashes() {
        assertThat(passwords.hash(PASSWORD)).isNotEqualTo(passwords.hash(PASSWORD));
    }

    @Test
    void thePasswordOfNobodyMatchesNothing() {
        assertThat(passwords.matches(PASSWORD, null)).isFalse();
        assertThat(passwords.matches("no account has this password", null)).isFalse();
    }

    @Test
    void aPasswordTypedOnAnotherKeyboardMatches() {
        String composed = "gr\u00fc\u00dfe aus dem s\u00fcden";
        String decomposed = "gru\u0308\u00dfe aus dem su\u0308den";

        assertThat(passwords.matches(decomposed, passwords.hash(composed))).isTrue();
    }

    @Test
    void withoutAnAccountCheckingTakesAsLong() {
        String encoded = passwords.hash(PASSWORD);
        long[] known = new long[ROUNDS];
        long[] unknown = new long[ROUNDS];
        // In turns, so that what drifts meanwhile (a compiler at work, say) meets both alike.
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            int kept = Math.max(round, 0);
            known[kept] = cpuNanos(() -> passwords.matches("a guess", encoded));
            unknown[kept] = cpuNanos(() -> passwords.matches("a guess", null));
        }

        // Wide bounds, because machines are noisy; skipping the hash would be a factor of 10,000.
        assertThat((double) median(unknown) / median(known)).isBetween(0.3, 3.0);
    }

    @Test
    void onlySoManyAreComputedAtOnceAndWhoWaitsTooLongIsToldWhenToComeBack() throws Exception {
        Passwords narrow = new Passwords(config(1, Duration.ofMillis(1)));
        String encoded = passwords.hash(PASSWORD);
        List<ProblemException> refused = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> checks = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                checks.add(threads.submit(() -> narrow.matches(PASSWORD, encoded)));
            }
            for (Future<Boolean> check : checks) {
                try {
                    assertThat(check.get()).isTrue();
                } catch (ExecutionException e) {
                    refused.add((ProblemException) e.getCause());
                }
            }
        }

        assertThat(refused)
                .isNotEmpty()
                .allSatisfy(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.SIGN_IN_BUSY);
                    assertThat(problem.retryAfter()).isPresent();
                });
        // and the turns were given back
        assertThat(narrow.matches(PASSWORD, encoded)).isTrue();
    }

    @Test
    void anInterruptedWaitStaysInterrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> passwords.hash(PASSWORD)).isInstanceOf(ProblemException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /** What this thread computed: others that are at work on the machine do not count. */
    private static long cpuNanos(Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        work.run();
        return threads.getCurrentThreadCpuTime() - start;
    }

    private static long median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }

    @Test
    void aHashThatIsCheaperThanThoseOfTodayIsOutdatedAndNoOther() {
        Passwords dearer = new Passwords(new Cost(20_480, 3, 1, Duration.ofSeconds(30)));

        assertThat(dearer.isOutdated(passwords.hash(PASSWORD))).isTrue();
        assertThat(passwords.isOutdated(passwords.hash(PASSWORD))).isFalse();
        assertThat(passwords.isOutdated(dearer.hash(PASSWORD))).isFalse();
    }

    private static PasswordConfig config(int concurrency, Duration patience) {
        return new Cost(19456, 2, concurrency, patience);
    }

    private record Cost(int memoryKib, int iterations, int concurrency, Duration patience)
            implements PasswordConfig {
        @Override
        public Optional<Path> breachedList() {
            return Optional.empty();
        }
    }
}
