--liquibase formatted sql

--changeset tenantry:0016-recordings-of-both-directions
--comment A release of the older version knows a way from the newer one, too, on which nothing happens: it is not the way back.
ALTER TABLE migration_recordings
    ADD COLUMN direction VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'forth' AFTER to_version,
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (from_version, to_version, direction, engine);

--changeset tenantry:0016-rollbacks
--comment A migration brings all its databases to one version, or a rollback takes all from one version, each to its own.
ALTER TABLE migrations
    MODIFY COLUMN to_version CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN from_version  CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER id,
    ADD COLUMN rollback_of   CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER to_version;

--changeset tenantry:0016-targets-of-their-own
ALTER TABLE migration_targets
    ADD COLUMN to_version CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER from_version;

--changeset tenantry:0016-targets-have-one
UPDATE migration_targets x
JOIN migrations m ON m.id = x.migration_id
SET x.to_version = m.to_version;

--changeset tenantry:0016-targets-must-have-one
ALTER TABLE migration_targets
    MODIFY COLUMN to_version CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL;
