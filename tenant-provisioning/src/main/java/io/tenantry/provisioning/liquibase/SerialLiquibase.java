package io.tenantry.provisioning.liquibase;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.analytics.configuration.AnalyticsArgs;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.FastCheckService;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.exception.MigrationFailedException;
import liquibase.listener.SqlListener;
import liquibase.lockservice.LockServiceFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/**
 * Liquibase, one caller at a time.
 *
 * <p>The turn orders callers within this JVM only. Whoever changes a database that other processes
 * change as well holds a lock there: Liquibase's own lock table is not used, because a killed run
 * leaves it locked for ever.
 */
public final class SerialLiquibase {
    private static final ReentrantLock TURN = new ReentrantLock(true);
    private static final int LONGEST_REASON = 1_500;
    private static final int LONGEST_CHAIN = 20;
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private SerialLiquibase() {}

    /** What to do during a turn. */
    @FunctionalInterface
    public interface Work<R> {
        R run() throws Exception; // Liquibase's own scopes declare no narrower type
    }

    /**
     * Waits for its turn, then runs the work in a Liquibase scope of its own.
     *
     * @param subject what the work is about, for the error text: "changelog x/y.yaml", say
     * @throws ProvisioningException with {@link Reason#CHANGELOG_BROKEN} if Liquibase or the
     *     database refuses
     */
    public static <R> R inTurn(String subject, Work<R> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        TURN.lock();
        try {
            // Liquibase finds its services and the changelogs through the context class loader.
            thread.setContextClassLoader(SerialLiquibase.class.getClassLoader());
            return Scope.child(scope(), () -> work.run());
        } catch (ProvisioningException e) {
            throw e;
        } catch (Exception e) { // see Work
            throw new ProvisioningException(
                    Reason.CHANGELOG_BROKEN, "%s: %s".formatted(subject, reason(e)), e);
        } finally {
            TURN.unlock();
            thread.setContextClassLoader(before);
        }
    }

    /**
     * Brings the connection's current database up to a changelog. The connection stays open and
     * gets its autocommit mode back.
     *
     * @param changelog the root file's path on the class path
     */
    public static void update(Connection connection, String changelog) {
        record(connection, changelog);
    }

    /**
     * As {@link #update}, and says what it wrote to the database.
     *
     * @return the texts of the statements in their order, as the driver got them; a prepared
     *     statement stands there with its question marks
     */
    public static List<String> record(Connection connection, String changelog) {
        return recorded(
                connection,
                changelog,
                liquibase -> liquibase.update(new Contexts(), new LabelExpression()));
    }

    /**
     * Rolls changesets back on the connection's current database, the one that ran last first;
     * those that have not run are left alone. The connection stays open and gets its autocommit
     * mode back.
     *
     * @param changesets as {@link #ran} names them
     * @return what it wrote to the database, as {@link #record} says it
     * @throws ProvisioningException with {@link Reason#ROLLBACK_IMPOSSIBLE}, before anything has
     *     changed, if one of them has no rollback
     */
    public static List<String> rollBack(
            Connection connection, String changelog, Set<String> changesets) {
        return recorded(
                connection,
                changelog,
                liquibase -> {
                    try {
                        new ChangesetRollback(liquibase, changesets).run();
                    } finally {
                        ChangesetRollback.forgetConnection();
                    }
                });
    }

    /**
     * The changesets that ran on the connection's current database, each by a name of its own. The
     * connection gets its autocommit mode back.
     */
    public static Set<String> ran(Connection connection) {
        return inTurn(
                "changesets that ran",
                () -> {
                    boolean autoCommit = connection.getAutoCommit();
                    try {
                        return ChangesetRollback.ran(database(connection));
                    } finally {
                        ChangesetRollback.forgetConnection();
                        connection.setAutoCommit(autoCommit);
                    }
                });
    }

    /** What tells a changeset from all others, as {@link #ran} says it. */
    public static String key(ChangeSet changeSet) {
        return ChangesetRollback.key(changeSet);
    }

    /** What Liquibase is to do. */
    @FunctionalInterface
    private interface Task {
        void run(Liquibase liquibase) throws LiquibaseException;
    }

    private static List<String> recorded(Connection connection, String changelog, Task task) {
        return inTurn(
                "changelog " + changelog,
                () -> {
                    Statements statements = new Statements();
                    boolean autoCommit = connection.getAutoCommit();
                    try {
                        Scope.child(statements, () -> run(connection, changelog, task));
                    } finally {
                        connection.setAutoCommit(autoCommit);
                    }
                    return List.copyOf(statements.texts);
                });
    }

    // Not closed: closing Liquibase or its Database would close the caller's connection.
    @SuppressWarnings("resource")
    private static void run(Connection connection, String changelog, Task task)
            throws LiquibaseException {
        // Keyed by URL: it would take a database dropped and made again for one that is up to date.
        Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
        LockServiceFactory.getInstance().register(new HeldElsewhere());
        Liquibase liquibase =
                new Liquibase(changelog, new ClassLoaderResourceAccessor(), database(connection));
        liquibase.setShowSummary(UpdateSummaryEnum.OFF);
        task.run(liquibase);
    }

    private static Database database(Connection connection) throws LiquibaseException {
        return DatabaseFactory.getInstance()
                .findCorrectDatabaseImplementation(new JdbcConnection(connection));
    }

    /** Listens to what Liquibase writes. */
    private static final class Statements extends SqlListener {
        private final List<String> texts = new ArrayList<>();

        @Override
        public void writeSqlWillRun(String sql) {
            texts.add(sql);
        }
    }

    private static Map<String, Object> scope() {
        LoggerUIService quiet = new LoggerUIService();
        quiet.setStandardLogLevel(Level.FINE);
        return Map.of(
                HeldElsewhere.SCOPE_KEY,
                true,
                AnalyticsArgs.ENABLED.getKey(),
                false,
                Scope.Attr.ui.name(),
                quiet);
    }

    /** The changeset that failed, and the database's own words. */
    private static String reason(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(LONGEST_CHAIN)
                .filter(MigrationFailedException.class::isInstance)
                .findFirst()
                .map(failed -> shortened(String.valueOf(failed.getMessage())))
                .orElseGet(() -> shortened(rootMessage(failure)));
    }

    /** The last in the chain of causes matters most. */
    private static String rootMessage(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(LONGEST_CHAIN)
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .reduce((_, last) -> last)
                .orElse(failure.getClass().getSimpleName());
    }

    /** On one line: Liquibase indents its reasons. */
    private static String shortened(String why) {
        String line = SPACE.matcher(why.strip()).replaceAll(" ");
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }
}
