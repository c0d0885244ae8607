package io.tenantry.provisioning.migration;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a migration would do.
 *
 * @param from the version that all databases would leave, 64 hex digits; null if they come from
 *     several
 * @param to the version that all databases would have; null for a rollback, which takes each back
 *     to its own
 * @param upToDate how many have it already, or have left the one that a rollback leaves
 * @param ways from which versions, on which releases
 */
public record MigrationPlan(
        @Nullable String from, @Nullable String to, int upToDate, List<Way> ways) {
    public MigrationPlan {
        ways = List.copyOf(ways);
    }

    /**
     * Databases that go from one version to another, on one release.
     *
     * @param from their version, 64 hex digits
     * @param to the version that they would have
     * @param engine the release, as {@link io.tenantry.routing.mysql.ServerVersion#release()}
     * @param databases how many there are
     * @param replayable whether the statements are replayed; if not, each database runs Liquibase
     * @param likeNew whether the result looks as a database does that was made of that version
     * @param statements in their order; none if nobody knows what the version looks like
     */
    public record Way(
            String from,
            String to,
            String engine,
            int databases,
            boolean replayable,
            boolean likeNew,
            List<Planned> statements) {
        public Way {
            statements = List.copyOf(statements);
        }
    }

    /**
     * A statement that would run on each of the databases.
     *
     * @param destroys what it may destroy, in words; null if nothing
     */
    public record Planned(String sql, @Nullable String destroys) {}

    /** The first statement that would destroy data. */
    public Optional<Planned> firstDestructive() {
        return ways.stream()
                .flatMap(way -> way.statements().stream())
                .filter(statement -> statement.destroys() != null)
                .findFirst();
    }
}
