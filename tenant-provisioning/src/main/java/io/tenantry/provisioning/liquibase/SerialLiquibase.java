package io.tenantry.provisioning.liquibase;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.stream.Stream;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.analytics.configuration.AnalyticsArgs;
import liquibase.changelog.FastCheckService;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
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

    private SerialLiquibase() {}

    /** What to do during a turn. */
    @FunctionalInterface
    public interface Work<R> {
        R run() throws LiquibaseException, SQLException;
    }

    /** What to do with a database before a changelog runs on it. */
    @FunctionalInterface
    public interface Preparation {
        /** Prepares nothing. */
        Preparation NONE = _ -> {};

        void prepare(Database database) throws LiquibaseException;
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
        } catch (Exception e) { // Scope.child declares no narrower type
            throw new ProvisioningException(
                    Reason.CHANGELOG_BROKEN, "%s: %s".formatted(subject, rootMessage(e)), e);
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
        update(connection, changelog, Preparation.NONE);
    }

    /** As {@link #update(Connection, String)}, with a word on the database before it begins. */
    public static void update(Connection connection, String changelog, Preparation preparation) {
        inTurn(
                "changelog " + changelog,
                () -> {
                    boolean autoCommit = connection.getAutoCommit();
                    try {
                        run(connection, changelog, preparation);
                    } finally {
                        connection.setAutoCommit(autoCommit);
                    }
                    return true;
                });
    }

    // Not closed: closing Liquibase or its Database would close the caller's connection.
    @SuppressWarnings("resource")
    private static void run(Connection connection, String changelog, Preparation preparation)
            throws LiquibaseException {
        // Keyed by URL: it would take a database dropped and made again for one that is up to date.
        Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
        LockServiceFactory.getInstance().register(new HeldElsewhere());
        Database database =
                DatabaseFactory.getInstance()
                        .findCorrectDatabaseImplementation(new JdbcConnection(connection));
        preparation.prepare(database);
        Liquibase liquibase = new Liquibase(changelog, new ClassLoaderResourceAccessor(), database);
        liquibase.setShowSummary(UpdateSummaryEnum.OFF);
        liquibase.update(new Contexts(), new LabelExpression());
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

    /** The database's own words come last in the chain of causes, and matter most. */
    private static String rootMessage(Throwable failure) {
        String why =
                Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .limit(LONGEST_CHAIN)
                        .map(Throwable::getMessage)
                        .filter(Objects::nonNull)
                        .reduce((_, last) -> last)
                        .orElse(failure.getClass().getSimpleName());
        return why.length() <= LONGEST_REASON ? why : why.substring(0, LONGEST_REASON) + "…";
    }
}
