package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.snapshot.LogPosition;
import java.time.Instant;

/**
 * What is to be replayed.
 *
 * @param serverId the server whose log it is
 * @param database the name that the database had there
 * @param since the moment that the copy shows, by the server's clock
 * @param from the place of that moment in the server's log
 * @param until transactions committed before this are replayed, those at it and later are not
 */
public record ReplayWish(
        String serverId, String database, Instant since, LogPosition from, Instant until) {}
