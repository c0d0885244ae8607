package io.tenantry.provisioning.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.ProvisioningException.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchiveProblemsTest {
    static Stream<IOException> brokenOff() {
        return Stream.of(new ClosedByInterruptException(), new InterruptedIOException("stopped"));
    }

    @ParameterizedTest
    @MethodSource("brokenOff")
    void whoeverIsBrokenOffHasFoundNoDamage(IOException failure) {
        assertThat(ArchiveProblems.reading(failure).reason()).isEqualTo(Reason.BACKUP_STORE_FAILED);
    }

    @Test
    void whatAnInterruptLeavesHalfReadIsNotDamaged() {
        IOException halfRead = new IOException("the text ends in the middle");
        assertThat(ArchiveProblems.reading(halfRead).reason()).isEqualTo(Reason.BACKUP_DAMAGED);

        Thread.currentThread().interrupt();
        try {
            assertThat(ArchiveProblems.reading(halfRead).reason())
                    .isEqualTo(Reason.BACKUP_STORE_FAILED);
        } finally {
            var _ = Thread.interrupted();
        }
    }
}
