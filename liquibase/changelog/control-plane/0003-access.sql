--liquibase formatted sql

--changeset tenantry:0003-users
--comment One person, many tenants. E-mail addresses are stored lower-case and compared exactly: under a collation that ignores accents two people would share an account.
CREATE TABLE users (
    id            CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    email         VARCHAR(254) COLLATE utf8mb4_bin NOT NULL,
    name          VARCHAR(200) NOT NULL,
    password_hash VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
    platform_role VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    state         VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at    DATETIME(6)  NOT NULL,
    changed_at    DATETIME(6)  NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY users_email (email)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0003-tenant-users
CREATE TABLE tenant_users (
    tenant_id  CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id    CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    role       VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state      VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at DATETIME(6) NOT NULL,
    changed_at DATETIME(6) NOT NULL,
    PRIMARY KEY (tenant_id, user_id),
    KEY tenant_users_user (user_id),
    CONSTRAINT tenant_users_to_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
    CONSTRAINT tenant_users_to_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0003-refresh-tokens
--comment Each use replaces a token by the next of its family; a used one seen again ends the family.
CREATE TABLE refresh_tokens (
    id         CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    family_id  CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id    CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id  CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NULL,
    token_hash BINARY(32)  NOT NULL,
    created_at DATETIME(6) NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    used_at    DATETIME(6) NULL,
    revoked_at DATETIME(6) NULL,
    PRIMARY KEY (id),
    UNIQUE KEY refresh_tokens_hash (token_hash),
    KEY refresh_tokens_family (family_id),
    KEY refresh_tokens_user (user_id),
    KEY refresh_tokens_expires_at (expires_at),
    CONSTRAINT refresh_tokens_to_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0003-signing-keys
--comment A key is published before it signs (signs_from), and stays published until its last token has expired.
CREATE TABLE signing_keys (
    kid            CHAR(26)        CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    algorithm      VARCHAR(10)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    public_key     VARBINARY(1024) NOT NULL,
    private_secret VARBINARY(4096) NOT NULL,
    created_at     DATETIME(6)     NOT NULL,
    signs_from     DATETIME(6)     NOT NULL,
    retired_at     DATETIME(6)     NULL,
    PRIMARY KEY (kid)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
