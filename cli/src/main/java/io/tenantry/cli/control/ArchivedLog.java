package io.tenantry.cli.control;

import io.tenantry.cli.CommandFailedException;
import io.tenantry.cli.ExitCode;
import io.tenantry.cli.output.Console;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.binlog.ArchiverState;
import io.tenantry.provisioning.binlog.Recovery;
import io.tenantry.provisioning.binlog.RecoveryPoint;
import io.tenantry.provisioning.journal.NotYetException;
import io.tenantry.provisioning.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a server's log is archived up to a moment before anything begins that needs it:
 * an operation that waits may have closed its tenant. What a replica archives is waited for; what
 * none does, this process archives.
 */
public final class ArchivedLog {
    /** As recovery windows tell it. */
    private static final String NOT_ARCHIVED = "not_archived";

    private final Control control;
    private final Recovery recovery;
    private final Console console;
    private final Duration patience;

    /**
     * @param patience how long the archive may make no headway
     */
    public ArchivedLog(Control control, Console console, Duration patience) {
        this.control = control;
        this.recovery = control.provisioning().recovery();
        this.console = console;
        this.patience = patience;
    }

    /**
     * Waits until a tenant can be brought back to a moment.
     *
     * @throws ProvisioningException if it never can
     * @throws CommandFailedException if the archive makes no headway
     */
    public RecoveryPoint await(Tenant tenant, Instant at) {
        try (LastWords _ =
                LastWords.during(console, "Nothing has begun: the log was still waited for.")) {
            return awaitArchived(tenant, at);
        }
    }

    private RecoveryPoint awaitArchived(Tenant tenant, Instant at) {
        boolean told = false;
        @Nullable Instant seen = null;
        Instant moved = Instant.now();
        while (true) {
            Optional<RecoveryPoint> point = look(tenant, at);
            if (point.isPresent()) {
                return point.get();
            }
            if (!told) {
                console.say(
                        "Waiting until the server's log is archived up to %s ...".formatted(at));
                control.provisioning().archivers().start();
                told = true;
            }
            Instant covered = covered(tenant);
            if (!Objects.equals(covered, seen)) {
                seen = covered;
                moved = Instant.now();
            }
            if (moved.plus(patience).isBefore(Instant.now())) {
                throw behind(tenant, at);
            }
            Pause.glance();
        }
    }

    /**
     * Whether a tenant can be brought back to a moment now; empty if the archive is not that far
     * yet, so that a restore would wait. Nothing is waited for.
     *
     * @throws ProvisioningException if it never can
     */
    public Optional<RecoveryPoint> look(Tenant tenant, Instant at) {
        // Before the look itself: what is archived in between is no reason to give up.
        boolean early = isTooEarly(tenant, at);
        try {
            RecoveryPoint point =
                    control.plane()
                            .inTransaction(handle -> recovery.choose(handle, tenant.id(), at));
            recovery.awaitArchived(point.backup(), at, at);
            return Optional.of(point);
        } catch (NotYetException e) {
            return Optional.empty();
        } catch (ProvisioningException e) {
            if (e.reason() == Reason.RECOVERY_BEHIND
                    || (early && e.reason() == Reason.RECOVERY_GAP)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether the log around a backup has not been archived yet, and may still be. */
    private boolean isTooEarly(Tenant tenant, Instant at) {
        Instant covered = covered(tenant);
        return (covered == null || !covered.isAfter(at))
                && recovery.of(tenant.id()).windows().stream()
                        .anyMatch(window -> NOT_ARCHIVED.equals(window.end()));
    }

    private Optional<ArchiverState> state(Tenant tenant) {
        return recovery.servers().stream()
                .filter(state -> state.server().equals(tenant.server()))
                .findFirst();
    }

    /** Up to when the log of the tenant's server is archived; null for not at all. */
    public @Nullable Instant covered(Tenant tenant) {
        return state(tenant).map(ArchiverState::coveredUntil).orElse(null);
    }

    private CommandFailedException behind(Tenant tenant, Instant at) {
        Optional<ArchiverState> state = state(tenant);
        String upTo =
                state.map(ArchiverState::coveredUntil)
                        .map("up to %s"::formatted)
                        .orElse("not at all");
        String why = state.map(ArchiverState::detail).map(" (%s)"::formatted).orElse("");
        return new CommandFailedException(
                ExitCode.CONFLICT,
                Reason.RECOVERY_BEHIND.code(),
                "the log of the server %s is archived %s, not up to %s, and makes no headway%s. Nothing was done"
                        .formatted(tenant.server(), upTo, at, why),
                "tenantry doctor tells what is wrong with the archiver; a backup can be restored meanwhile (--backup).");
    }
}
