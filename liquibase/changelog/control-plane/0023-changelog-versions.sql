--liquibase formatted sql

--changeset tenantry:0023-changelog-versions
--comment Which changesets each version of the tenant changelog has, and their checksums, as JSON: so a release that edits one that has landed is found out before it serves anybody.
CREATE TABLE changelog_versions (
    changelog_version CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    changesets        LONGTEXT    NOT NULL,
    recorded_at       DATETIME(6) NOT NULL
);
