--liquibase formatted sql

--changeset tenantry:0001-tenant-identity
--comment The identity beacon: one row that says whose database this is; routing compares it before it trusts a connection.
CREATE TABLE tenant_identity (
    only_row    TINYINT  NOT NULL DEFAULT 1,
    tenant_id   CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    database_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    epoch       BIGINT   NOT NULL,
    PRIMARY KEY (only_row),
    CONSTRAINT tenant_identity_only_row CHECK (only_row = 1)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0001-idempotency-keys
--comment The answer that an Idempotency-Key has already been given; written in the transaction of its effect.
CREATE TABLE idempotency_keys (
    principal       VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    call_name       VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    idempotency_key VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request_hash    BINARY(32)   NOT NULL,
    status          INT          NULL,
    location        VARCHAR(255) NULL,
    body            MEDIUMTEXT   NULL,
    created_at      DATETIME(6)  NOT NULL,
    PRIMARY KEY (principal, call_name, idempotency_key),
    KEY idempotency_keys_created_at (created_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
