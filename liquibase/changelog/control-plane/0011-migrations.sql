--liquibase formatted sql

--changeset tenantry:0011-migration-recordings
--comment What one authoritative Liquibase run did on a database of an older version; the fleet replays it.
CREATE TABLE migration_recordings (
    from_version CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    to_version   CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    engine       VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    recording    LONGTEXT    NOT NULL,
    recorded_at  DATETIME(6) NOT NULL,
    PRIMARY KEY (from_version, to_version, engine)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0011-tenant-tags
--comment By which the first tenants of a migration are chosen.
ALTER TABLE tenants ADD COLUMN tags JSON NULL AFTER plan;

--changeset tenantry:0011-migrations
--comment A run begins each time that a migration is set going; what belongs to an earlier run writes nothing any more.
CREATE TABLE migrations (
    id           CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    to_version   CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state        VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    paused_for   VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    run          INT          NOT NULL,
    wave         INT          NOT NULL,
    waves        INT          NOT NULL,
    settings     JSON         NOT NULL,
    up_to_date   INT          NOT NULL,
    requested_by VARCHAR(100) NOT NULL,
    created_at   DATETIME(6)  NOT NULL,
    changed_at   DATETIME(6)  NOT NULL,
    finished_at  DATETIME(6)  NULL,
    PRIMARY KEY (id),
    KEY migrations_state (state, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0011-migration-targets
CREATE TABLE migration_targets (
    migration_id CHAR(26)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id    CHAR(26)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    database_id  CHAR(26)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    server_id    CHAR(26)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    from_version CHAR(64)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    wave         INT           NOT NULL,
    state        VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    attempts     INT           NOT NULL,
    due_at       DATETIME(6)   NOT NULL,
    code         VARCHAR(60)   CHARACTER SET ascii COLLATE ascii_bin NULL,
    detail       VARCHAR(2000) NULL,
    started_at   DATETIME(6)   NULL,
    finished_at  DATETIME(6)   NULL,
    PRIMARY KEY (migration_id, tenant_id),
    KEY migration_targets_due (migration_id, server_id, wave, state, due_at),
    KEY migration_targets_wave (migration_id, wave, state),
    KEY migration_targets_tenant (tenant_id),
    CONSTRAINT migration_targets_to_migration FOREIGN KEY (migration_id) REFERENCES migrations (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0011-tenant-databases-by-version
ALTER TABLE tenant_databases ADD KEY tenant_databases_version (changelog_version);
