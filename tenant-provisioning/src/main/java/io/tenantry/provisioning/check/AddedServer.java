package io.tenantry.provisioning.check;

import io.tenantry.provisioning.server.ServerOverview;

/**
 * A server that was found fit and registered.
 *
 * @param isNew whether no server was known by that name
 */
public record AddedServer(ServerOverview overview, CheckReport report, boolean isNew) {}
