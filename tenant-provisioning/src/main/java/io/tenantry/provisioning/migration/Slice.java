package io.tenantry.provisioning.migration;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.changelog.MigrationReplay;
import io.tenantry.provisioning.journal.StepContext;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * A few seconds of work on one server's databases. While the lanes work, one thread writes what
 * became of their targets, many in one transaction, and fetches more.
 */
final class Slice {
    private static final Duration LENGTH = Duration.ofSeconds(2);
    // The books cost as much for one outcome as for a dozen.
    private static final Duration GATHERED = Duration.ofMillis(100);

    /** How a slice ended. */
    enum End {
        /** The migration has ended or stands still, or this run of it. */
        ENDED,
        /** There is more to do. */
        MORE,
        /** Nothing is due on this server for now. */
        NOTHING
    }

    private final Books books;
    private final MigrationReplay replay;
    private final StepContext<MigrateServer> context;

    Slice(Books books, MigrationReplay replay, StepContext<MigrateServer> context) {
        this.books = books;
        this.replay = replay;
        this.context = context;
    }

    End work() {
        Books.Page first = books.first();
        if (!first.open()) {
            return End.ENDED;
        }
        if (first.targets().isEmpty()) {
            return End.NOTHING;
        }
        Lanes lanes;
        try {
            lanes = Lanes.open(replay, context, first.settings());
        } catch (ProvisioningException | SQLException e) {
            // The server: its targets wait for it, and fail when it has stayed away for too long.
            return putOff(first, e);
        }
        try (lanes) {
            return keepBusy(lanes, first);
        }
    }

    private End putOff(Books.Page page, Exception cause) {
        List<Outcome> outcomes =
                page.targets().stream()
                        .map(target -> Outcome.of(target, cause, page.settings().attempts()))
                        .toList();
        return books.turn(outcomes, false, 0).open() ? End.MORE : End.ENDED;
    }

    private End keepBusy(Lanes lanes, Books.Page first) {
        long end = System.nanoTime() + LENGTH.toNanos();
        lanes.add(first.targets());
        int atWork = first.targets().size();
        boolean open = true;
        while (atWork > 0) {
            int enough = Math.min(atWork, 2 * first.settings().parallelism());
            List<Outcome> outcomes = lanes.take(enough, GATHERED.toNanos());
            atWork -= outcomes.size();
            boolean more = open && System.nanoTime() < end;
            Books.Page page = books.turn(outcomes, more, atWork);
            open = page.open();
            lanes.add(page.targets());
            atWork += page.targets().size();
        }
        return open ? End.MORE : End.ENDED;
    }
}
