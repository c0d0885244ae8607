package io.tenantry.provisioning.server;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * On which server a new database lies: of those that take it, the one with the fewest databases for
 * its weight.
 */
public final class ServerChoice {
    private static final int MOST_NAMED = 10;
    private static final Comparator<ServerOverview> LEAST_LOADED =
            Comparator.comparingDouble(ServerOverview::relativeLoad)
                    .thenComparing(overview -> overview.server().name());

    private ServerChoice() {}

    /**
     * The id of the server for a database whose row the caller inserts in the same transaction. The
     * rows of servers with a limit on tenants stay locked until it ends, so that nobody else takes
     * the last place meanwhile.
     *
     * <p>It reserves nothing if no row follows: whoever only asks learns what is in the way.
     *
     * @throws ProvisioningException with {@link Reason#SERVER_UNKNOWN}, or {@link
     *     Reason#NO_SERVER_AVAILABLE} and what is in the way
     */
    public static String make(Handle handle, ServerWish wish) {
        List<ServerOverview> wanted = wanted(handle, wish);
        OverviewRows.lock(
                handle, fitting(wanted, wish).stream().filter(ServerChoice::isLimited).toList());
        Optional<ServerOverview> best = best(wanted, wish);
        while (best.isPresent() && isLimited(best.get())) {
            ServerOverview counted = OverviewRows.recounted(handle, best.get());
            wanted.replaceAll(each -> each.server().equals(counted.server()) ? counted : each);
            if (counted.obstacleTo(wish).isEmpty()) {
                break;
            }
            best = best(wanted, wish);
        }
        return best.orElseThrow(() -> nothingFits(wanted, wish)).server().id();
    }

    private static List<ServerOverview> wanted(Handle handle, ServerWish wish) {
        return OverviewRows.all(handle).stream()
                .filter(overview -> wish.isOf(overview.server()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<ServerOverview> fitting(List<ServerOverview> wanted, ServerWish wish) {
        return wanted.stream().filter(overview -> overview.obstacleTo(wish).isEmpty()).toList();
    }

    private static Optional<ServerOverview> best(List<ServerOverview> wanted, ServerWish wish) {
        return fitting(wanted, wish).stream().min(LEAST_LOADED);
    }

    private static boolean isLimited(ServerOverview overview) {
        return overview.intake().capacity().maxTenants() != null;
    }

    private static ProvisioningException nothingFits(List<ServerOverview> wanted, ServerWish wish) {
        if (wanted.isEmpty() && wish.server() != null) {
            return new ProvisioningException(
                    Reason.SERVER_UNKNOWN, "no database server is called " + wish.server());
        }
        String obstacles =
                wanted.stream()
                        .limit(MOST_NAMED)
                        .map(each ->
                                "%s %s"
                                        .formatted(
                                                each.server().name(),
                                                each.obstacleTo(wish).orElse("has just filled up")))
                        .collect(Collectors.joining("; "));
        String more =
                wanted.size() > MOST_NAMED
                        ? "; and %d more".formatted(wanted.size() - MOST_NAMED)
                        : "";
        return new ProvisioningException(
                Reason.NO_SERVER_AVAILABLE,
                wanted.isEmpty()
                        ? "no database server takes new tenants; register one"
                        : "no database server takes the tenant: %s%s".formatted(obstacles, more));
    }
}
