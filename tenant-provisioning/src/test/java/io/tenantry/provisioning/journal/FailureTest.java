package io.tenantry.provisioning.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {
    static Stream<Exception> passing() {
        return Stream.of(
                new SQLTransientConnectionException("x"),
                new SQLException("link", "08S01", 0),
                new SQLException("too many connections", "08004", 1040),
                new SQLException("deadlock", "40001", 1213),
                new IllegalStateException("wrapped", new SQLException("deadlock", "40001", 1213)),
                new ProvisioningException(
                        Reason.CHANGELOG_BROKEN, "lost", new SQLException("link", "08S01", 0)),
                new ProvisioningException(Reason.SERVER_UNREACHABLE, "down"));
    }

    static Stream<Exception> lasting() {
        return Stream.of(
                new SQLException("syntax", "42000", 1064),
                new SQLException("denied", "42000", 1044),
                new SQLException("without a state"),
                new IllegalStateException("bug"),
                new ProvisioningException(
                        Reason.CHANGELOG_BROKEN, "wrong", new SQLException("x", "42000", 1064)),
                new ProvisioningException(
                        Reason.SERVER_REFUSED, "no", new SQLException("x", "08001")));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void whatMayPassIsTriedAgain(Exception cause) {
        assertThat(Failure.of(cause).passing()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void whatLastsIsNot(Exception cause) {
        assertThat(Failure.of(cause).passing()).isFalse();
    }

    @Test
    void aKnownReasonKeepsItsCode() {
        Failure failure = Failure.of(new ProvisioningException(Reason.SCHEMA_MISMATCH, "differs"));

        assertThat(failure.code()).isEqualTo("schema_mismatch");
        assertThat(failure.detail()).isEqualTo("differs");
    }

    @Test
    void aLongDetailIsCutToWhatTheJournalHolds() {
        assertThat(Failure.of(new SQLException("x".repeat(5_000))).detail()).hasSize(2_000);
    }

    @Test
    void waitsDoubleUpToTheLongest() {
        RetryPolicy policy = new RetryPolicy(9, Duration.ofSeconds(1), Duration.ofSeconds(5));

        assertThat(Stream.of(1, 2, 3, 4, 100).map(policy::delayAfter))
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 4L, 5L, 5L);
    }

    @Test
    void aPolicyWithoutAnAttemptIsRefused() {
        assertThatThrownBy(() -> new RetryPolicy(0, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
