package io.tenantry.cli.restore;

import io.tenantry.cli.CommandFailedException;
import io.tenantry.cli.ExitCode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which past is meant. */
final class Past {
    @Option(
            names = "--backup",
            paramLabel = "BACKUP",
            description = "A backup's id. Default: the newest")
    private @Nullable String backup;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "To the second, with the offset: 2026-11-24T10:32:05Z")
    private @Nullable Instant at;

    @Option(
            names = "--log-patience",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description =
                    "With --at: how long the archive of the server's log may make no headway. Default: 30")
    private int patience = 30;

    /**
     * Refuses both at once: which backup a moment begins with follows from the moment.
     *
     * @throws CommandFailedException if both are given
     */
    void demandOne() {
        if (backup != null && at != null) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "past_twice",
                    "--backup and --at name two pasts",
                    "Give one of them; --at finds its backup itself.");
        }
    }

    Duration patience() {
        return Duration.ofSeconds(patience);
    }

    @Nullable String backup() {
        return backup;
    }

    @Nullable Instant at() {
        return at;
    }
}
