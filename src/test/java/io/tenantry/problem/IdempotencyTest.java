package io.tenantry.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServerTest
class IdempotencyTest {
    private static final Map<String, String> BODY = Map.of("slug", "acme");

    @Inject Idempotency idempotency;
    @Inject ControlPlane controlPlane;
    @Inject TestClock clock;

    private final String principal = Ulid.next();
    private final AtomicInteger effects = new AtomicInteger();

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void theSameCallTwiceHasOneEffectAndOneAnswer() {
        Answer first = idempotency.inControlPlane(call("key-1", BODY), this::effect);
        Answer second = idempotency.inControlPlane(call("key-1", BODY), this::effect);

        assertThat(second).isEqualTo(first);
        assertThat(first).isEqualTo(new Answer(201, "/things/1", "{\"number\":1}"));
        assertThat(effects).hasValue(1);
    }

    @Test
    void anotherBodyUnderTheSameKeyIsAConflictWithoutEffect() {
        idempotency.inControlPlane(call("key-1", BODY), this::effect);

        assertThatThrownBy(() ->
                        idempotency.inControlPlane(
                                call("key-1", Map.of("slug", "other")), this::effect))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.IDEMPOTENCY_KEY_REUSED));
        assertThat(effects).hasValue(1);
    }

    @Test
    void aLongEffectThatWasCutShortGoesOnAndIsThenAnsweredAsBefore() {
        Optional<IdempotentCall> call = call("key-1", BODY);
        assertThatThrownBy(() ->
                        idempotency.inTransactionsOfItsOwn(
                                call,
                                () -> {
                                    throw new IllegalStateException("cut short");
                                }))
                .hasMessage("cut short");

        Answer first = idempotency.inTransactionsOfItsOwn(call, this::longEffect);
        Answer second = idempotency.inTransactionsOfItsOwn(call, this::longEffect);

        assertThat(second).isEqualTo(first);
        assertThat(effects).hasValue(1);
        assertThatThrownBy(() ->
                        idempotency.inTransactionsOfItsOwn(
                                call("key-1", Map.of("slug", "other")), this::longEffect))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.IDEMPOTENCY_KEY_REUSED));
    }

    private Answer longEffect() {
        return controlPlane.inTransaction(this::effect);
    }

    @Test
    void keysBelongToTheirCallerAndTheirCall() {
        idempotency.inControlPlane(call("key-1", BODY), this::effect);
        idempotency.inControlPlane(
                idempotency.call(Ulid.next(), "create_thing", "key-1", BODY), this::effect);
        idempotency.inControlPlane(
                idempotency.call(principal, "create_other", "key-1", BODY), this::effect);

        assertThat(effects).hasValue(3);
    }

    @Test
    void withoutAKeyEachCallHasItsEffect() {
        idempotency.inControlPlane(call(null, BODY), this::effect);
        idempotency.inControlPlane(call(null, BODY), this::effect);

        assertThat(effects).hasValue(2);
    }

    @Test
    void simultaneousCallsHaveOneEffectAndOneAnswer() throws Exception {
        int callers = 8;
        CountDownLatch together = new CountDownLatch(callers);
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            var answers =
                    IntStream.range(0, callers)
                            .mapToObj(i -> threads.submit(() -> callTogether(together)))
                            .toList();
            for (Future<Answer> answer : answers) {
                assertThat(answer.get()).isEqualTo(new Answer(201, "/things/1", "{\"number\":1}"));
            }
        }
        assertThat(effects).hasValue(1);
    }

    private Answer callTogether(CountDownLatch together) throws InterruptedException {
        together.countDown();
        together.await();
        return idempotency.inControlPlane(call("key-1", BODY), this::effect);
    }

    @Test
    void aFailureKeepsNothingSoThatARetryCanSucceed() {
        assertThatThrownBy(() ->
                        idempotency.inControlPlane(
                                call("key-1", BODY),
                                handle -> {
                                    effect(handle);
                                    throw new IllegalStateException("too bad");
                                }))
                .hasMessage("too bad");

        Answer retry = idempotency.inControlPlane(call("key-1", BODY), this::effect);

        assertThat(retry.json()).isEqualTo("{\"number\":2}");
        assertThat(marks()).isEqualTo(1);
    }

    @Test
    void simultaneousCallsOfWhichTheFirstFailsStillHaveOneEffect() throws Exception {
        CountDownLatch together = new CountDownLatch(3);
        AtomicInteger runs = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            var calls =
                    IntStream.range(0, 3)
                            .mapToObj(i ->
                                    threads.submit(() -> {
                                        together.countDown();
                                        together.await();
                                        return idempotency.inControlPlane(
                                                call("key-1", BODY), h -> firstFails(h, runs));
                                    }))
                            .toList();
            long failed = calls.stream().filter(IdempotencyTest::failed).count();
            assertThat(failed).isEqualTo(1);
        }
        assertThat(marks()).isEqualTo(1);
    }

    private Answer firstFails(Handle handle, AtomicInteger runs) {
        Answer answer = effect(handle);
        if (runs.incrementAndGet() == 1) {
            throw new IllegalStateException("too bad");
        }
        return answer;
    }

    private static boolean failed(Future<Answer> call) {
        try {
            call.get();
            return false;
        } catch (ExecutionException e) {
            return e.getCause() instanceof IllegalStateException;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        idempotency.inControlPlane(call("key-1", BODY), this::effect);

        clock.putForward(Idempotency.MEMORY.minusSeconds(60));
        idempotency.inControlPlane(call("key-1", BODY), this::effect);
        assertThat(effects).hasValue(1);

        clock.putForward(Duration.ofSeconds(61));
        idempotency.inControlPlane(call("key-1", Map.of("slug", "other")), this::effect);
        assertThat(effects).hasValue(2);
    }

    @Test
    void forgottenKeysLeaveNoRows() {
        idempotency.inControlPlane(call("key-1", BODY), this::effect);
        clock.putForward(Idempotency.MEMORY.plusSeconds(1));

        idempotency.purge();

        assertThat(rows()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "schlüssel", "tab\tbed"})
    void aKeyThatIsNotVisibleAsciiIsMalformed(String key) {
        assertThatThrownBy(() -> call(key, BODY))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.IDEMPOTENCY_KEY_MALFORMED));
    }

    @Test
    void aKeyOf100CharactersPassesAndOneMoreDoesNot() {
        assertThat(call("k".repeat(100), BODY)).isPresent();
        assertThatThrownBy(() -> call("k".repeat(101), BODY)).isInstanceOf(ProblemException.class);
    }

    @Test
    void theOrderOfFieldsDoesNotMatterButEachValueDoes() {
        record Wish(String slug, String password) {}
        var one = call("k", new Wish("acme", "secret-1")).orElseThrow().fingerprint();
        var same = call("k", new Wish("acme", "secret-1")).orElseThrow().fingerprint();
        var other = call("k", new Wish("acme", "secret-2")).orElseThrow().fingerprint();

        assertThat(one).isEqualTo(same).isNotEqualTo(other);
        assertThat(one.hex()).matches("[0-9a-f]{64}");
    }

    private Optional<IdempotentCall> call(@Nullable String key, Object body) {
        return idempotency.call(principal, "create_thing", key, body);
    }

    // The effect leaves a row of its own, so that a rolled-back one is seen not to.
    private Answer effect(Handle handle) {
        int number = effects.incrementAndGet();
        handle.createUpdate(
                        """
                        INSERT INTO audit_log (id, at, actor, action)
                        VALUES (:id, :at, :actor, 'test.effect')
                        """)
                .bind("id", Ulid.next())
                .bind("at", controlPlane.now())
                .bind("actor", principal)
                .execute();
        return idempotency.answer(201, "/things/" + number, Map.of("number", number));
    }

    private int marks() {
        return controlPlane.read(h ->
                h.createQuery("SELECT COUNT(*) FROM audit_log WHERE actor = :actor")
                        .bind("actor", principal)
                        .mapTo(Integer.class)
                        .one());
    }

    private int rows() {
        return controlPlane.read(h ->
                h.createQuery(
                                """
                                SELECT COUNT(*) FROM idempotency_keys
                                WHERE principal = :principal
                                """)
                        .bind("principal", principal)
                        .mapTo(Integer.class)
                        .one());
    }
}
