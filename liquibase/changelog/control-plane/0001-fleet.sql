--liquibase formatted sql

--changeset tenantry:0001-database-servers
--comment A server holds many tenant databases. Secrets are sealed (AES-256-GCM) under the master key.
CREATE TABLE database_servers (
    id            CHAR(26)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name          VARCHAR(63)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    host          VARCHAR(255)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    port          INT            NOT NULL,
    admin_user    VARCHAR(32)    NOT NULL,
    admin_secret  VARBINARY(512) NOT NULL,
    router_user   VARCHAR(32)    NOT NULL,
    router_secret VARBINARY(512) NOT NULL,
    state         VARCHAR(16)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at    DATETIME(6)    NOT NULL,
    changed_at    DATETIME(6)    NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY database_servers_name (name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0001-tenants
--comment slug_claim equals slug while the slug is taken and is NULL once it is free again (undone, purged).
CREATE TABLE tenants (
    id               CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    slug             VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    slug_claim       VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    name             VARCHAR(200) NOT NULL,
    plan             VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    state            VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    database_id      CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    created_at       DATETIME(6)  NOT NULL,
    changed_at       DATETIME(6)  NOT NULL,
    route_changed_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY tenants_slug_claim (slug_claim),
    KEY tenants_route_changed_at (route_changed_at),
    KEY tenants_state (state, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0001-tenant-databases
--comment A placement. tenants.database_id names the one that serves; epoch rises with every move, restore or rotation.
CREATE TABLE tenant_databases (
    id                 CHAR(26)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id          CHAR(26)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    server_id          CHAR(26)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    database_name      VARCHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account            VARCHAR(32)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_secret     VARBINARY(512) NOT NULL,
    epoch              BIGINT         NOT NULL,
    state              VARCHAR(16)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    changelog_version  CHAR(64)       CHARACTER SET ascii COLLATE ascii_bin NULL,
    schema_fingerprint CHAR(64)       CHARACTER SET ascii COLLATE ascii_bin NULL,
    created_at         DATETIME(6)    NOT NULL,
    changed_at         DATETIME(6)    NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY tenant_databases_name (server_id, database_name),
    KEY tenant_databases_tenant (tenant_id),
    CONSTRAINT tenant_databases_to_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
    CONSTRAINT tenant_databases_to_server FOREIGN KEY (server_id) REFERENCES database_servers (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0001-tenants-to-database
ALTER TABLE tenants
    ADD CONSTRAINT tenants_to_database FOREIGN KEY (database_id) REFERENCES tenant_databases (id);

--changeset tenantry:0001-changelog-recordings
--comment What one authoritative Liquibase run did on an empty database of one engine release; the fleet replays it.
CREATE TABLE changelog_recordings (
    changelog_version CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    engine            VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    replayable        BOOLEAN     NOT NULL,
    statements        LONGTEXT    NOT NULL,
    fingerprint       CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    recorded_at       DATETIME(6) NOT NULL,
    PRIMARY KEY (changelog_version, engine)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
