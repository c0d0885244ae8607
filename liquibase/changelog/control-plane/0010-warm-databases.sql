--liquibase formatted sql

--changeset tenantry:0010-warm-databases
--comment Databases that are ready before their tenant is: claimed by turning the row into one of tenant_databases.
CREATE TABLE warm_databases (
    id                 CHAR(26)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    server_id          CHAR(26)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    database_name      VARCHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account            VARCHAR(32)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_secret     VARBINARY(512) NOT NULL,
    state              VARCHAR(16)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    changelog_version  CHAR(64)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    schema_fingerprint CHAR(64)       CHARACTER SET ascii COLLATE ascii_bin NULL,
    created_at         DATETIME(6)    NOT NULL,
    changed_at         DATETIME(6)    NOT NULL,
    PRIMARY KEY (id),
    KEY warm_databases_ready (server_id, state, changelog_version, id),
    CONSTRAINT warm_databases_to_server FOREIGN KEY (server_id) REFERENCES database_servers (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0010-recent-placements
ALTER TABLE tenant_databases ADD KEY tenant_databases_recent (server_id, created_at);
