package io.tenantry.cli.migrate;

import io.tenantry.cli.Noun;
import picocli.CommandLine.Command;

/** Migrations of the fleet. */
@Command(
        name = "migrate",
        description = "Bring the tenants' databases to the schema that this release carries.",
        subcommands = {PlanMigration.class, RunMigration.class, MigrationStatus.class})
public final class MigrateNoun extends Noun {}
