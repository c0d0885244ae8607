--liquibase formatted sql

--changeset tenantry:0035-sign-on-providers
--comment A tenant's identity provider (OpenID Connect). version rises with what a test looks at; tested_version: the one that somebody has signed in with for a test.
CREATE TABLE sign_on_providers (
    tenant_id      CHAR(26)        CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    issuer         VARCHAR(255)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    client_id      VARCHAR(255)    NOT NULL,
    client_secret  VARBINARY(1024) NOT NULL,
    scopes         VARCHAR(255)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    email_claim    VARCHAR(200)    NOT NULL,
    email_trusted  BOOLEAN         NOT NULL,
    factor_trusted BOOLEAN         NOT NULL,
    joins          BOOLEAN         NOT NULL,
    default_role   VARCHAR(40)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    version        INT             NOT NULL,
    tested_version INT             NULL,
    tested_at      DATETIME(6)     NULL,
    created_at     DATETIME(6)     NOT NULL,
    changed_at     DATETIME(6)     NOT NULL,
    PRIMARY KEY (tenant_id),
    CONSTRAINT sign_on_providers_to_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0035-sign-on-rules
--comment What a value of a claim makes of somebody, in order: the first rule with a role decides on the role, the first with a department on the department.
CREATE TABLE sign_on_rules (
    tenant_id     CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    position      INT          NOT NULL,
    claim         VARCHAR(200) NOT NULL,
    claim_value   VARCHAR(255) NOT NULL,
    role          VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    department_id CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    PRIMARY KEY (tenant_id, position),
    CONSTRAINT sign_on_rules_to_provider FOREIGN KEY (tenant_id) REFERENCES sign_on_providers (tenant_id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0035-sign-on-domains
--comment Mail domains. domain_claim is the domain once it is verified, so that one tenant has it; record_value is what its TXT record has to hold.
CREATE TABLE sign_on_domains (
    tenant_id    CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    domain       VARCHAR(253) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    domain_claim VARCHAR(253) CHARACTER SET ascii COLLATE ascii_bin NULL,
    record_value VARCHAR(80)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    enforced     BOOLEAN      NOT NULL DEFAULT FALSE,
    created_at   DATETIME(6)  NOT NULL,
    verified_at  DATETIME(6)  NULL,
    PRIMARY KEY (tenant_id, domain),
    UNIQUE KEY sign_on_domains_claim (domain_claim),
    CONSTRAINT sign_on_domains_to_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0035-sign-on-identities
--comment Whom a tenant's provider knows by which subject. identity_hash is of issuer and subject, which are too long for a key.
CREATE TABLE sign_on_identities (
    tenant_id     CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id       CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    identity_hash BINARY(32)   NOT NULL,
    issuer        VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject       VARCHAR(255) NOT NULL,
    created_at    DATETIME(6)  NOT NULL,
    used_at       DATETIME(6)  NOT NULL,
    PRIMARY KEY (tenant_id, user_id),
    UNIQUE KEY sign_on_identities_hash (tenant_id, identity_hash),
    KEY sign_on_identities_user (user_id),
    CONSTRAINT sign_on_identities_to_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
    CONSTRAINT sign_on_identities_to_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0035-sign-on-codes
--comment Somebody came back from their provider; the browser changes the code for tokens. browser_hash: of what only that browser has.
CREATE TABLE sign_on_codes (
    code_hash    BINARY(32)  NOT NULL,
    browser_hash BINARY(32)  NOT NULL,
    tenant_id    CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id      CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    factor       BOOLEAN     NOT NULL,
    expires_at   DATETIME(6) NOT NULL,
    PRIMARY KEY (code_hash),
    KEY sign_on_codes_expires_at (expires_at),
    KEY sign_on_codes_user (user_id),
    CONSTRAINT sign_on_codes_to_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
    CONSTRAINT sign_on_codes_to_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0035-sign-on-trials
--comment What came of an administrator's test sign-in, for an hour.
CREATE TABLE sign_on_trials (
    id         CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id  CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    outcome    MEDIUMTEXT  NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    KEY sign_on_trials_expires_at (expires_at),
    CONSTRAINT sign_on_trials_to_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
