package io.tenantry.provisioning.liquibase;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.RuntimeEnvironment;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.ChangeLogIterator;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.filter.ChangeSetFilter;
import liquibase.changelog.filter.ChangeSetFilterResult;
import liquibase.changelog.visitor.ChangeSetVisitor;
import liquibase.changelog.visitor.RollbackVisitor;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import liquibase.executor.ExecutorService;

/**
 * Liquibase's rollback of named changesets, the one that ran last first.
 *
 * <p>Liquibase's own commands count changesets or go to a tag or a time, and one of them (4.33)
 * ends as if nothing were wrong when a changeset fails; so the changesets are visited here.
 */
final class ChangesetRollback {
    private final Liquibase liquibase;
    private final Set<String> changesets;

    /**
     * @param changesets {@link #key keys} of those to roll back; others are left alone
     */
    ChangesetRollback(Liquibase liquibase, Set<String> changesets) {
        this.liquibase = liquibase;
        this.changesets = changesets;
    }

    /** What tells a changeset from all others. */
    static String key(String file, String id, String author) {
        return String.join("::", DatabaseChangeLog.normalizePath(file), id, author);
    }

    /** The keys of all changesets that ran on Liquibase's current database. */
    static Set<String> ran(Database database) throws LiquibaseException {
        return database.getRanChangeSetList().stream()
                .map(ran -> key(ran.getChangeLog(), ran.getId(), ran.getAuthor()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Lets go of the connection, as Liquibase's own commands do at their end. */
    static void forgetConnection() {
        Scope.getCurrentScope().getSingleton(ChangeLogHistoryServiceFactory.class).resetAll();
        Scope.getCurrentScope().getSingleton(ExecutorService.class).reset();
    }

    /**
     * Rolls back those of the changesets that have run.
     *
     * @throws ProvisioningException with {@link Reason#ROLLBACK_IMPOSSIBLE}, before the first
     *     statement, if one of them has no rollback, or the changelog has it no more
     */
    void run() throws LiquibaseException {
        Database database = liquibase.getDatabase();
        List<ChangeSet> found = new ArrayList<>();
        visit(new Collector(found));
        for (String key : changesets) {
            if (ran(database).contains(key)
                    && found.stream().noneMatch(changeSet -> key(changeSet).equals(key))) {
                throw impossible("changeset %s is not in the changelog".formatted(key));
            }
        }
        for (ChangeSet changeSet : found) {
            if (!changeSet.supportsRollback(database)) {
                throw impossible("changeset %s has no rollback".formatted(key(changeSet)));
            }
        }
        visit(new RollbackVisitor(database, null, new ArrayList<>()));
    }

    private void visit(ChangeSetVisitor visitor) throws LiquibaseException {
        Database database = liquibase.getDatabase();
        // Those that ran, in the order in which they did: the changelog may have another.
        new ChangeLogIterator(
                        database.getRanChangeSetList(),
                        liquibase.getDatabaseChangeLog(),
                        new Named(changesets))
                .run(
                        visitor,
                        new RuntimeEnvironment(database, new Contexts(), new LabelExpression()));
    }

    static String key(ChangeSet changeSet) {
        return key(changeSet.getFilePath(), changeSet.getId(), changeSet.getAuthor());
    }

    private static ProvisioningException impossible(String why) {
        return new ProvisioningException(Reason.ROLLBACK_IMPOSSIBLE, why);
    }

    private record Named(Set<String> changesets) implements ChangeSetFilter {
        @Override
        public ChangeSetFilterResult accepts(ChangeSet changeSet) {
            return new ChangeSetFilterResult(
                    changesets.contains(key(changeSet)), "named", Named.class);
        }
    }

    /** Looks, and does nothing. */
    private record Collector(List<ChangeSet> found) implements ChangeSetVisitor {
        @Override
        public Direction getDirection() {
            return Direction.REVERSE;
        }

        @Override
        public void visit(
                ChangeSet changeSet,
                DatabaseChangeLog changeLog,
                Database database,
                Set<ChangeSetFilterResult> results) {
            found.add(changeSet);
        }
    }
}
