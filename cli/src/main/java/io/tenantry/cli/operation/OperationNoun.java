package io.tenantry.cli.operation;

import io.tenantry.cli.Noun;
import picocli.CommandLine.Command;

/** What is being done to the fleet, and what was. */
@Command(
        name = "operation",
        description = "What is being done to the fleet, and how far it is.",
        subcommands = {ListOperations.class, ShowOperation.class, RetryOperation.class})
public final class OperationNoun extends Noun {}
