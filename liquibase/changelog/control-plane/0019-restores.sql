--liquibase formatted sql

--changeset tenantry:0019-restores
--comment What a tenant's database was replaced by. former_database_id served before; kept_until is when the database that does not serve any more goes, NULL once it has gone.
CREATE TABLE restores (
    id                 CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id          CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    mode               VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state              VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    backup_id          CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    target_time        DATETIME(6)  NULL,
    former_database_id CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    database_id        CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    requested_by       VARCHAR(100) NOT NULL,
    created_at         DATETIME(6)  NOT NULL,
    closed_at          DATETIME(6)  NULL,
    switched_at        DATETIME(6)  NULL,
    undone_at          DATETIME(6)  NULL,
    kept_until         DATETIME(6)  NULL,
    PRIMARY KEY (id),
    KEY restores_tenant (tenant_id, id),
    KEY restores_kept (kept_until)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0019-peeks
--comment Databases made of backups to look at. handed_out_at is when the password was shown, which happens once.
CREATE TABLE peeks (
    id            CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id     CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state         VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    backup_id     CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    target_time   DATETIME(6)  NULL,
    database_id   CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    requested_by  VARCHAR(100) NOT NULL,
    created_at    DATETIME(6)  NOT NULL,
    expires_at    DATETIME(6)  NOT NULL,
    handed_out_at DATETIME(6)  NULL,
    PRIMARY KEY (id),
    KEY peeks_tenant (tenant_id, id),
    KEY peeks_expire (expires_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0019-row-returns
--comment Rows that were brought back from a peek into the tenant's live database, and what came of it.
CREATE TABLE row_returns (
    id           CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id    CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    peek_id      CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    table_name   VARCHAR(64)  NOT NULL,
    mode         VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state        VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    matched      BIGINT       NULL,
    inserted     BIGINT       NULL,
    replaced     BIGINT       NULL,
    requested_by VARCHAR(100) NOT NULL,
    created_at   DATETIME(6)  NOT NULL,
    finished_at  DATETIME(6)  NULL,
    PRIMARY KEY (id),
    KEY row_returns_tenant (tenant_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
