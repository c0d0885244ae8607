package io.tenantry.cli.backup;

import io.tenantry.cli.Noun;
import picocli.CommandLine.Command;

/** Backups. */
@Command(
        name = "backup",
        description = "Backups of single tenants.",
        subcommands = {
            CreateBackup.class,
            ListBackups.class,
            ShowBackup.class,
            PruneBackups.class,
            VerifyBackupVerb.class
        })
public final class BackupNoun extends Noun {}
