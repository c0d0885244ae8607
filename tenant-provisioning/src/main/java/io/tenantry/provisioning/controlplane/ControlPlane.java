package io.tenantry.provisioning.controlplane;

import io.tenantry.provisioning.liquibase.SerialLiquibase;
import io.tenantry.routing.mysql.Deadlock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;

/**
 * The door to the control plane: transactions, its clock, its schema.
 *
 * <p>Each call opens a connection of its own, also when it is made inside another: what belongs
 * into one transaction is given the {@link Handle}. The data source must not enlist in JTA;
 * isolation READ COMMITTED is advised (it takes fewer locks), and nothing here needs more.
 */
public final class ControlPlane {
    private static final Logger LOG = Logger.getLogger(ControlPlane.class.getName());
    private static final String CHANGELOG = "changelog/control-plane/changelog.yaml";
    private static final Duration MIGRATION_PATIENCE = Duration.ofMinutes(5);

    /** How long a statement that alters a table may run. */
    private static final Duration LONGEST_CHANGE = Duration.ofHours(6);

    private static final int ATTEMPTS = 4;

    private final Jdbi jdbi;
    private final Clock clock;

    public ControlPlane(DataSource dataSource, Clock clock) {
        this.jdbi = Jdbi.create(dataSource).installPlugin(new UtcInstants());
        // Jdbi would quote what was bound in the text of its exceptions.
        this.jdbi
                .getConfig(StatementExceptions.class)
                .setMessageRendering(StatementExceptions.MessageRendering.NONE);
        this.clock = clock;
    }

    /** Now, in microseconds: what {@code DATETIME(6)} can hold. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Reads, statement by statement, without a transaction. */
    public <R> R read(Function<Handle, R> reading) {
        try (Handle handle = jdbi.open()) {
            return reading.apply(handle);
        }
    }

    /**
     * Runs the work in one transaction, and once more (up to {@value #ATTEMPTS} times in all) when
     * the server picks it as the victim of a deadlock: the work may have no effect but on the
     * handle. What must follow a commit goes to {@link Handle#afterCommit}.
     */
    public <R> R inTransaction(Function<Handle, R> work) {
        for (int attempt = 1; ; attempt++) {
            try (Handle handle = jdbi.open()) {
                return handle.inTransaction(work::apply);
            } catch (JdbiException e) {
                if (attempt == ATTEMPTS || !Deadlock.isCauseOf(e)) {
                    throw e;
                }
            }
        }
    }

    /** As {@link #inTransaction}, without a result. */
    public void useTransaction(Consumer<Handle> work) {
        inTransaction(handle -> {
            work.accept(handle);
            return true;
        });
    }

    /**
     * Brings the control plane's own schema up to date. Any number of replicas may start at once:
     * one migrates, the others wait for it and find nothing left to do.
     *
     * @throws io.tenantry.provisioning.ProvisioningException if the changelog does not run
     * @throws IllegalStateException if another replica migrates for longer than five minutes
     */
    public void migrate() {
        try (Handle handle = jdbi.open();
                NamedLock _ = NamedLock.take(handle, "migrate", MIGRATION_PATIENCE);
                LongSilence _ = LongSilence.allow(handle, LONGEST_CHANGE)) {
            SerialLiquibase.update(handle.getConnection(), CHANGELOG);
            AuditTriggers.missing(handle).forEach(LOG::warning);
        }
    }

    /** How its schema stands to the one that this release carries. */
    public SchemaState schemaState() {
        return read(handle -> SchemaState.of(handle, CHANGELOG));
    }

    /** How far the clock of its server is ahead of this process's; negative if behind. */
    public Duration clockAhead() {
        return read(handle -> {
            Instant theirs =
                    handle.createQuery("SELECT UTC_TIMESTAMP(6)").mapTo(Instant.class).one();
            return Duration.between(now(), theirs);
        });
    }

    /**
     * Runs the work while no other process that uses this control plane runs work of that name. The
     * lock lies on a connection of its own, and ends with it.
     *
     * @param name at most 20 characters
     * @throws IllegalStateException if somebody else holds the name for longer than {@code
     *     patience}
     */
    public <R> R exclusively(String name, Duration patience, Function<Handle, R> work) {
        try (Handle handle = jdbi.open();
                NamedLock _ = NamedLock.take(handle, name, patience)) {
            return work.apply(handle);
        }
    }
}
