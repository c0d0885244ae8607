package io.tenantry.cli.audit;

import io.tenantry.cli.Noun;
import picocli.CommandLine.Command;

/** The audit log. */
@Command(
        name = "audit",
        description = "Who did what, and whether the log is as it was written.",
        subcommands = {ListAudit.class, VerifyAudit.class})
public final class AuditNoun extends Noun {}
