package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.NotYetException;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AccountSessions;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * How the sessions of an account that serves no more are ended. Time counts from the last change of
 * the tenant's route, which is when the account stopped to serve; so it is the same for whoever
 * takes the operation up.
 *
 * @param patience how long nobody is disturbed: a replica that has not heard yet may take an idle
 *     session up, and ending that would fail its work
 * @param grace how long a statement or an open transaction may go on after that
 * @param rest how long a session has to have idled to count as idle
 */
public record Farewell(Duration patience, Duration grace, Duration rest) {
    /** Who is in a transaction, servers do not find out more often; see {@link AccountSessions}. */
    private static final Duration SOONEST = Duration.ofMillis(120);

    private static final Duration LATEST = Duration.ofMillis(500);
    private static final Duration KILLING = Duration.ofSeconds(10);

    /** For a tenant that is closed: its idle sessions are of use to nobody. */
    static Farewell ofClosed(Duration grace) {
        return ofClosed(Duration.ZERO, grace);
    }

    /** For one that is closed for a moment: work that is about to begin is not to fail. */
    public static Farewell ofClosed(Duration beginning, Duration grace) {
        return new Farewell(beginning, grace, Duration.ZERO);
    }

    /** For an account that another takes over from, while the tenant is at work. */
    static Farewell ofReplaced(Duration hearing, Duration grace) {
        return new Farewell(hearing, grace, Duration.ofSeconds(1));
    }

    /**
     * Ends what may be ended by now.
     *
     * @throws NotYetException if something is left that has time
     * @throws SQLTransientException if sessions do not end
     */
    public void take(StepContext<?> context, ControlPlane controlPlane, AccountSessions sessions)
            throws SQLException {
        Duration since =
                context.read(handle ->
                        Duration.between(
                                TenantRows.routeChangedAt(handle, context.tenant()),
                                controlPlane.now()));
        int left = end(since, sessions);
        if (left == 0) {
            return;
        }
        Duration cut = patience.plus(grace);
        if (since.compareTo(cut.plus(KILLING)) > 0) {
            throw new SQLTransientException("%d sessions do not end".formatted(left));
        }
        throw new NotYetException("%d sessions are still at work".formatted(left), pause(since));
    }

    /** Most end within a moment; what takes longer is looked at less often. */
    private Duration pause(Duration since) {
        Duration untilHeard = patience.minus(since);
        Duration look = since.dividedBy(2);
        if (look.compareTo(LATEST) > 0) {
            look = LATEST;
        }
        return Collections.max(List.of(untilHeard, look, SOONEST));
    }

    private int end(Duration since, AccountSessions sessions) throws SQLException {
        if (since.compareTo(patience) < 0) {
            return sessions.count();
        }
        return since.compareTo(patience.plus(grace)) < 0
                ? sessions.endIdle(rest)
                : sessions.endAll();
    }
}
