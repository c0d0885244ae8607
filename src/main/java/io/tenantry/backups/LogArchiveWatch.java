package io.tenantry.backups;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.tenantry.boot.BackgroundTasks;
import io.tenantry.provisioning.binlog.ArchiverState;
import io.tenantry.provisioning.binlog.Recovery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * How far the servers' logs are archived, in health and in the metrics {@code
 * tenantry_binlog_lag_seconds}, {@code tenantry_binlog_bytes_behind} and {@code
 * tenantry_binlog_archiving}, by server. A replica is ready all the same: requests are served.
 */
@Readiness
@ApplicationScoped
class LogArchiveWatch implements HealthCheck {
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Recovery recovery;
    private final Clock clock;
    private final MultiGauge lag;
    private final MultiGauge behind;
    private final MultiGauge working;
    private volatile List<ArchiverState> states = List.of();

    LogArchiveWatch(Recovery recovery, Clock clock, MeterRegistry registry) {
        this.recovery = recovery;
        this.clock = clock;
        this.lag =
                MultiGauge.builder("tenantry.binlog.lag.seconds")
                        .description("How old what is archived of a server's binary log is")
                        .register(registry);
        this.behind =
                MultiGauge.builder("tenantry.binlog.bytes.behind")
                        .description("Bytes of a server's binary log that are not archived")
                        .register(registry);
        this.working =
                MultiGauge.builder("tenantry.binlog.archiving")
                        .description(
                                "1 if a server's binary log is archived, 0 if something is wrong")
                        .register(registry);
    }

    void begin(@Observes StartupEvent start, BackgroundTasks tasks) {
        if (recovery.isOn()) {
            tasks.every(LOOK, "looking at the archives of binary logs", this::look);
        }
    }

    private void look() {
        Instant now = clock.instant();
        List<ArchiverState> seen = recovery.servers();
        states = seen;
        lag.register(
                seen.stream()
                        .filter(state -> state.coveredUntil() != null)
                        .map(state ->
                                MultiGauge.Row.of(
                                        tags(state),
                                        state.lag(now).orElse(Duration.ZERO).toMillis() / 1_000.0))
                        .toList(),
                true);
        behind.register(
                seen.stream()
                        .filter(state -> state.bytesBehind() != null)
                        .map(state -> MultiGauge.Row.of(tags(state), state.bytesBehind()))
                        .toList(),
                true);
        working.register(
                seen.stream()
                        .map(state -> MultiGauge.Row.of(tags(state), isWell(state, now) ? 1 : 0))
                        .toList(),
                true);
    }

    private static Tags tags(ArchiverState state) {
        return Tags.of("server", state.server());
    }

    private static boolean isWell(ArchiverState state, Instant now) {
        return state.problem() == null
                && state.leaseUntil() != null
                && !state.leaseUntil().isBefore(now);
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder report = HealthCheckResponse.named("binary-log-archives").up();
        Instant now = clock.instant();
        states.forEach(state -> report.withData(state.server(), describe(state, now)));
        return report.build();
    }

    /** Without the details, which are for operators alone. */
    private static String describe(ArchiverState state, Instant now) {
        String how =
                state.problem() != null
                        ? "problem: " + state.problem()
                        : isWell(state, now) ? "archiving" : "nobody archives it";
        String late =
                state.lag(now).map(each -> ", %d s behind".formatted(each.toSeconds())).orElse("");
        String warned =
                state.warnings().isEmpty()
                        ? ""
                        : ", %d warnings".formatted(state.warnings().size());
        return how + late + warned;
    }
}
