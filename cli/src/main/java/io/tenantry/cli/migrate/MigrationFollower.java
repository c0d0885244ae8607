package io.tenantry.cli.migrate;

import io.tenantry.cli.CommandFailedException;
import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.control.Pause;
import io.tenantry.provisioning.journal.OperationFilter;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.migration.Migration;
import io.tenantry.provisioning.migration.MigrationState;
import io.tenantry.provisioning.migration.TargetState;

/** Stays with a migration until it has ended or paused, and runs what nobody runs. */
final class MigrationFollower {
    private static final String KIND = "fleet.migrate";
    private static final int MOST_SERVERS = 100;
    private static final int WIDTH = 20;

    private final Session session;
    private String told = "";

    MigrationFollower(Session session) {
        this.session = session;
    }

    Migration follow(String id) {
        while (true) {
            Migration migration =
                    session.control().provisioning().migrations().find(id).orElseThrow();
            tell(migration);
            if (migration.state() != MigrationState.RUNNING) {
                end();
                return migration;
            }
            session.control()
                    .operations()
                    .list(
                            new OperationFilter(null, OperationState.RUNNING, KIND),
                            null,
                            MOST_SERVERS)
                    .forEach(operation ->
                            session.control().provisioning().runner().takeOn(operation.id()));
            Pause.glance();
        }
    }

    private void tell(Migration migration) {
        int all = migration.targets().values().stream().mapToInt(Integer::intValue).sum();
        int open =
                migration.targets().getOrDefault(TargetState.PENDING, 0)
                        + migration.targets().getOrDefault(TargetState.RUNNING, 0);
        String line =
                "migrate %s: wave %d/%d, %d/%d databases"
                        .formatted(
                                migration.state().code(),
                                migration.wave(),
                                migration.waves(),
                                all - open,
                                all);
        if (session.console().watched()) {
            int filled = all == 0 ? WIDTH : WIDTH * (all - open) / all;
            session.console()
                    .move(
                            "%s [%s%s]"
                                    .formatted(
                                            line, "#".repeat(filled), ".".repeat(WIDTH - filled)));
        } else if (!line.equals(told)) {
            session.console().say(line);
            told = line;
        }
    }

    private void end() {
        if (session.console().watched()) {
            session.console().move("");
        }
    }

    static ExitCode verdict(Migration migration) {
        return switch (migration.state()) {
            case SUCCEEDED, RUNNING -> ExitCode.OK;
            case PAUSED, INCOMPLETE, CANCELLED ->
                    throw new CommandFailedException(
                            ExitCode.NOT_DONE,
                            "migration_" + migration.state().code(),
                            "migration %s is %s"
                                    .formatted(migration.id(), migration.state().code()),
                            "tenantry migrate status %s shows which databases failed and why."
                                    .formatted(migration.id()));
        };
    }
}
