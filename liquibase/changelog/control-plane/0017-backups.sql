--liquibase formatted sql

--changeset tenantry:0017-backup-keys
--comment The key under which all of a tenant's backups are sealed. Removing it makes them unreadable, wherever copies of them are.
CREATE TABLE backup_keys (
    tenant_id  CHAR(26)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    key_secret VARBINARY(512) NOT NULL,
    created_at DATETIME(6)    NOT NULL,
    PRIMARY KEY (tenant_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0017-backups
--comment What backups there are. taken_at is no later than the moment that a backup shows.
CREATE TABLE backups (
    id                CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id         CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state             VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    engine            VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NULL,
    changelog_version CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NULL,
    row_count         BIGINT      NULL,
    text_bytes        BIGINT      NULL,
    stored_bytes      BIGINT      NULL,
    created_at        DATETIME(6) NOT NULL,
    taken_at          DATETIME(6) NULL,
    finished_at       DATETIME(6) NULL,
    verified_at       DATETIME(6) NULL,
    PRIMARY KEY (id),
    KEY backups_tenant (tenant_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
