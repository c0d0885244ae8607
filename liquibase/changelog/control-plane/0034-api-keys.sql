--liquibase formatted sql

--changeset tenantry:0034-api-keys
--comment Service accounts of a tenant. Of a key only its hash is kept.
CREATE TABLE api_keys (
    id           CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id    CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name         VARCHAR(80)  NOT NULL,
    key_hash     BINARY(32)   NOT NULL,
    created_by   CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at   DATETIME(6)  NOT NULL,
    expires_at   DATETIME(6)  NULL,
    last_used_at DATETIME(6)  NULL,
    last_address VARCHAR(64)  NULL,
    revoked_at   DATETIME(6)  NULL,
    PRIMARY KEY (id),
    KEY api_keys_tenant (tenant_id, id),
    CONSTRAINT api_keys_to_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0034-api-key-permissions
CREATE TABLE api_key_permissions (
    key_id     CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    permission VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (key_id, permission),
    CONSTRAINT api_key_permissions_to_key FOREIGN KEY (key_id) REFERENCES api_keys (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
