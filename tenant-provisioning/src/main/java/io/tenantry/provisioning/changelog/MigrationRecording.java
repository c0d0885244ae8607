package io.tenantry.provisioning.changelog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one authoritative Liquibase run did on a database of another version.
 *
 * @param from the version before, 64 hex digits
 * @param to the version afterwards
 * @param engine the release it ran on, as {@link ChangelogRecording#engine}
 * @param replayable whether the statements alone do the same; if not, each database runs Liquibase
 * @param likeNew whether the result looks as a database does that was made of the version
 * @param start where a database of the version before is
 * @param moves what it wrote, in order
 * @param changes the definitions of all tables and views that are others afterwards, by kind and
 *     name; null if other things change, too
 * @param undone the changesets that are rolled back, as {@link
 *     io.tenantry.provisioning.liquibase.SerialLiquibase#ran} names them; none or null on a way
 *     forth
 */
public record MigrationRecording(
        String from,
        String to,
        String engine,
        boolean replayable,
        boolean likeNew,
        Checkpoint start,
        List<Move> moves,
        @Nullable Map<String, String> changes,
        @Nullable Set<String> undone) {
    private static final Checkpoint NOWHERE = new Checkpoint("", "");

    public MigrationRecording {
        moves = List.copyOf(moves);
    }

    /** Nobody knows what a database of the version before looks like. */
    static MigrationRecording unknown(String from, String to, String engine) {
        return new MigrationRecording(
                from, to, engine, false, false, NOWHERE, List.of(), null, null);
    }

    /** All statements, in their order; none if the version before is unknown. */
    @JsonIgnore
    public List<String> statements() {
        return moves.stream().flatMap(move -> move.statements().stream()).toList();
    }

    /** Where a database is after that many moves. */
    Checkpoint after(int done) {
        return done == 0 ? start : moves.get(done - 1).after();
    }

    Checkpoint end() {
        return after(moves.size());
    }

    /**
     * Whether a database does not show by itself how many moves were made, because it looks the
     * same after different ones: those who make the moves must then write it down.
     */
    @JsonIgnore
    boolean isMarked() {
        Set<Checkpoint> seen = new HashSet<>(Set.of(start));
        return moves.stream()
                .filter(move -> move.kind() != StatementKind.SESSION)
                .anyMatch(move -> !seen.add(move.after()));
    }

    /**
     * How many moves were made on a database, if it shows by itself.
     *
     * @return empty if it looks as it never does on this way
     */
    OptionalInt doneAt(Checkpoint here) {
        for (int done = moves.size(); done >= 0; done--) {
            if (after(done).equals(here)) {
                return OptionalInt.of(done);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * How many moves were made on a database where it is written down.
     *
     * @param marked those that were made for certain; the next may have been, too
     */
    OptionalInt doneAt(Checkpoint here, int marked) {
        if (marked > moves.size()) {
            return OptionalInt.empty();
        }
        String fingerprint = here.fingerprint();
        String before = after(marked).fingerprint();
        if (marked < moves.size() && moves.get(marked).kind() == StatementKind.SCHEMA) {
            String then = after(marked + 1).fingerprint();
            if (fingerprint.equals(then) && !then.equals(before)) {
                return OptionalInt.of(marked + 1);
            }
        }
        return fingerprint.equals(before) ? OptionalInt.of(marked) : OptionalInt.empty();
    }
}
