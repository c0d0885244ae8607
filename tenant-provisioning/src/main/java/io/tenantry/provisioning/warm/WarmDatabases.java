package io.tenantry.provisioning.warm;

import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.changelog.TenantChangelog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.provisioning.server.DatabaseServer;
import io.tenantry.provisioning.server.DatabaseServers;
import io.tenantry.provisioning.server.GeneratedPassword;
import io.tenantry.provisioning.server.ServerState;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** Keeps databases ready on every server that takes tenants, and hands them out. */
public final class WarmDatabases {
    private static final Duration RECENTLY = Duration.ofMinutes(1);
    private static final Duration REMEMBER_FAILURE = Duration.ofMinutes(1);
    // Two releases run side by side for a while when one replaces the other.
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    // More would keep the runners from what somebody waits for.
    private static final int AT_ONCE = 4;

    private final ControlPlane controlPlane;
    private final SecretBox secrets;
    private final DatabaseServers servers;
    private final OperationRunner runner;
    private final Supplier<TenantChangelog> changelog;
    private final WarmKinds kinds;
    private final StuckDatabases stuck;
    private final WarmSettings settings;

    public WarmDatabases(
            ControlPlane controlPlane,
            SecretBox secrets,
            DatabaseServers servers,
            OperationRunner runner,
            Supplier<TenantChangelog> changelog,
            WarmKinds kinds,
            StuckDatabases stuck,
            WarmSettings settings) {
        this.controlPlane = controlPlane;
        this.secrets = secrets;
        this.servers = servers;
        this.runner = runner;
        this.changelog = changelog;
        this.kinds = kinds;
        this.stuck = stuck;
        this.settings = settings;
    }

    /**
     * Turns a ready database of a server into the placement of a tenant, in the caller's
     * transaction; two callers never get the same.
     *
     * @return whether there was one; if not, nothing was written
     */
    public boolean claim(Handle handle, String serverId, TenantId tenant, Instant now) {
        if (settings.ready() == 0) {
            return false;
        }
        return WarmRows.lockReady(handle, serverId, changelog.get().version())
                .map(id -> {
                    WarmRows.claim(handle, id, tenant.value(), now);
                    return true;
                })
                .orElse(false);
    }

    /**
     * Asks for databases where some are missing, and for the removal of those that nobody will
     * claim, and has what failed tried again; to be called from time to time, by one replica at a
     * time.
     *
     * @return how many operations were asked for, or tried again
     */
    public int reconcile(Actor actor) {
        int asked = 0;
        for (DatabaseServer server : servers.list()) {
            boolean takes = server.state() == ServerState.ACTIVE;
            asked += stuck.retry(server, actor);
            asked += discardUseless(server, takes, actor);
            if (takes) {
                asked += prepareMissing(server, actor);
            }
        }
        return asked;
    }

    private int discardUseless(DatabaseServer server, boolean takes, Actor actor) {
        return controlPlane.inTransaction(handle -> {
            Instant now = controlPlane.now();
            List<String> useless =
                    WarmRows.lockUseless(
                            handle,
                            server.id(),
                            changelog.get().version(),
                            takes && settings.ready() > 0,
                            now.minus(OVERLAP));
            for (String id : useless) {
                WarmRows.move(handle, id, WarmState.DISCARDING, now);
                runner.submit(handle, kinds.discard(), null, new WarmWish(id), actor);
            }
            return useless.size();
        });
    }

    private int prepareMissing(DatabaseServer server, Actor actor) {
        return controlPlane.inTransaction(handle -> {
            Instant now = controlPlane.now();
            WarmRows.forgetFailed(handle, now.minus(REMEMBER_FAILURE));
            String version = changelog.get().version();
            int target =
                    settings.target(
                            WarmRows.recentTenants(handle, server.id(), now.minus(RECENTLY)));
            int missing = target - WarmRows.count(handle, server.id(), version);
            int wanted = Math.clamp(missing, 0, AT_ONCE);
            for (int i = 0; i < wanted; i++) {
                prepare(handle, server, version, now, actor);
            }
            return wanted;
        });
    }

    private void prepare(
            Handle handle, DatabaseServer server, String version, Instant now, Actor actor) {
        WarmDatabase database = WarmDatabase.on(server.id(), Ulid.at(now));
        byte[] secret =
                secrets.seal(GeneratedPassword.next(), SecretPlaces.tenantAccount(database.id()));
        WarmRows.insert(handle, database, secret, version, now);
        runner.submit(handle, kinds.prepare(), null, new WarmWish(database.id()), actor);
    }
}
