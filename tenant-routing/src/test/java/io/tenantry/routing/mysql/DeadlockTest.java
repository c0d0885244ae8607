package io.tenantry.routing.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;

class DeadlockTest {
    private final SQLException deadlock = new SQLException("Deadlock found", "40001", 1213);

    @Test
    void isFoundInWhatWrapsIt() {
        assertThat(Deadlock.isCauseOf(deadlock)).isTrue();
        assertThat(Deadlock.isCauseOf(new IllegalStateException(new RuntimeException(deadlock))))
                .isTrue();
    }

    @Test
    void isFoundBesideACommitThatItUndid() {
        RollbackException commit = new RollbackException("could not commit");
        commit.addSuppressed(new XAException("one phase").initCause(deadlock));

        assertThat(Deadlock.isCauseOf(new IllegalStateException(commit))).isTrue();
    }

    @Test
    void isNoLockThatWasHeldForTooLong() {
        assertThat(Deadlock.isCauseOf(new SQLException("Lock wait timeout", "40001", 1205)))
                .isFalse();
    }
}
