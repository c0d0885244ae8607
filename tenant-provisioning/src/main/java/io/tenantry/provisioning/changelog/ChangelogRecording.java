package io.tenantry.provisioning.changelog;

import java.util.List;

/**
 * What one authoritative Liquibase run did.
 *
 * @param version of the changelog, 64 hex digits
 * @param engine the release it ran on, as {@link io.tenantry.routing.mysql.ServerVersion#release()}
 *     names it
 * @param replayable whether the statements alone make the same database
 * @param statements what it wrote, in order
 * @param fingerprint of the schema it made, 64 hex digits
 */
public record ChangelogRecording(
        String version,
        String engine,
        boolean replayable,
        List<String> statements,
        String fingerprint) {}
