--liquibase formatted sql

--changeset tenantry:0022-exports
--comment What exports of tenants' data there are. The archive of one lies in the store of backups, sealed under the tenant's key.
CREATE TABLE exports (
    id           CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id    CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state        VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    scheduled    BOOLEAN     NOT NULL,
    table_count  INT         NULL,
    row_count    BIGINT      NULL,
    zip_bytes    BIGINT      NULL,
    stored_bytes BIGINT      NULL,
    created_at   DATETIME(6) NOT NULL,
    taken_at     DATETIME(6) NULL,
    finished_at  DATETIME(6) NULL,
    expires_at   DATETIME(6) NULL,
    PRIMARY KEY (id),
    KEY exports_tenant (tenant_id, id),
    KEY exports_due (state, expires_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0022-export-schedules
--comment When the schedule last asked for an export of a tenant, and for which.
CREATE TABLE export_schedules (
    tenant_id CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    asked_at  DATETIME(6) NOT NULL,
    export_id CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (tenant_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
