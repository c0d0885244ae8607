package io.tenantry.cli.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.cli.output.Console;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationEvent;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.journal.OperationStep;
import io.tenantry.provisioning.journal.StepState;
import io.tenantry.routing.Ulid;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    private final StringWriter said = new StringWriter();
    private int sequence;

    private Progress progress(boolean watched) {
        return new Progress(
                new Console(new PrintWriter(said), new PrintWriter(said), null, watched, false));
    }

    private static Operation backup() {
        return new Operation(
                new OperationId(Ulid.next()),
                "backup.create",
                null,
                OperationState.RUNNING,
                false,
                null,
                null,
                "test",
                NOW,
                NOW,
                null,
                List.of(new OperationStep(0, "write-backup", StepState.DOING, 1, null, NOW, null)));
    }

    private OperationEvent event(String state, @Nullable String detail) {
        return new OperationEvent(++sequence, NOW, "write-backup", state, detail);
    }

    @Test
    void aBarGoesOnWithinAStep() {
        Progress progress = progress(true);

        progress.show(backup(), List.of(event("doing", null), event("progress", "35 % (35 MiB)")));

        assertThat(said.toString())
                .contains("[" + "#".repeat(7) + ".".repeat(13) + "]")
                .contains("write-backup, 35 % (35 MiB)");
        progress.show(backup(), List.of(event("retrying", "the store is gone")));
        assertThat(said.toString()).endsWith(" write-backup");
    }

    @Test
    void inAPipeEachTenthIsALine() {
        Progress progress = progress(false);

        progress.show(backup(), List.of(event("doing", null)));
        for (String percent : List.of("4", "12", "13", "19", "20", "47")) {
            progress.show(backup(), List.of(event("progress", percent + " % (x)")));
        }

        assertThat(said.toString().lines())
                .containsExactly(
                        "backup.create write-backup: doing",
                        "backup.create write-backup: progress (12 % (x))",
                        "backup.create write-backup: progress (20 % (x))",
                        "backup.create write-backup: progress (47 % (x))");
    }
}
