package io.tenantry.cli.server;

import io.tenantry.cli.Noun;
import picocli.CommandLine.Command;

/** Database servers. */
@Command(
        name = "server",
        description = "The database servers.",
        subcommands = {ListServers.class, AddServer.class, CheckServer.class})
public final class ServerNoun extends Noun {}
