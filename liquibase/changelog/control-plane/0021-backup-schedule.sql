--liquibase formatted sql

--changeset tenantry:0021-backup-origins
--comment Who asked for a backup (manual, scheduled); until when retention keeps it, NULL while unknown or for good; until when the store keeps it from being removed; when its failure was seen.
ALTER TABLE backups
    ADD COLUMN origin       VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'manual',
    ADD COLUMN kept_until   DATETIME(6) NULL,
    ADD COLUMN locked_until DATETIME(6) NULL,
    ADD COLUMN noticed_at   DATETIME(6) NULL,
    ADD KEY backups_standing (tenant_id, state, created_at),
    ADD KEY backups_state (state, id);

--changeset tenantry:0021-backup-leftovers
--comment Objects that a lock of the store keeps beyond their tenant, which nobody can read any more; removed when their time has come.
CREATE TABLE backup_leftovers (
    place VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    until DATETIME(6)  NOT NULL,
    PRIMARY KEY (place)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0021-backup-drills
--comment Receipts of restore drills. They outlive the backup, not the tenant.
CREATE TABLE backup_drills (
    id               CHAR(26)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id        CHAR(26)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    backup_id        CHAR(26)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    server_id        CHAR(26)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state            VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    asked_at         DATETIME(6)   NOT NULL,
    finished_at      DATETIME(6)   NULL,
    backup_age_ms    BIGINT        NULL,
    recovery_point_ms BIGINT      NULL,
    recovery_time_ms BIGINT        NULL,
    row_count        BIGINT        NULL,
    text_bytes       BIGINT        NULL,
    error_code       VARCHAR(60)   CHARACTER SET ascii COLLATE ascii_bin NULL,
    error_detail     VARCHAR(2000) NULL,
    PRIMARY KEY (id),
    KEY backup_drills_tenant (tenant_id, id),
    KEY backup_drills_asked (asked_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
