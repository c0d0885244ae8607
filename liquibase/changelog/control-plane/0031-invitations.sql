--liquibase formatted sql

--changeset tenantry:0031-mails
--comment Mails on their way, written in the transaction of their cause. What they say holds secrets that are good once: it is sealed, and forgotten when the mail is sent. due_at: when it is tried (again); a replica that sends a mail puts it off first, so that no other sends it meanwhile. accounts_only: sent only if the recipient has an account, which whoever caused it must not learn. about: what they belong to, so that they can be withdrawn.
CREATE TABLE mails (
    id             CHAR(26)         CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id      CHAR(26)         CHARACTER SET ascii COLLATE ascii_bin NULL,
    about          CHAR(26)         CHARACTER SET ascii COLLATE ascii_bin NULL,
    recipient      VARCHAR(254)     COLLATE utf8mb4_bin NOT NULL,
    letter         VARCHAR(40)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    language       VARCHAR(10)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    accounts_only  BOOLEAN          NOT NULL,
    content_secret VARBINARY(12000) NULL,
    state          VARCHAR(10)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    attempts       INT              NOT NULL DEFAULT 0,
    failure        VARCHAR(200)     NULL,
    due_at         DATETIME(6)      NOT NULL,
    created_at     DATETIME(6)      NOT NULL,
    ended_at       DATETIME(6)      NULL,
    PRIMARY KEY (id),
    KEY mails_due (state, due_at),
    KEY mails_about (about),
    KEY mails_tenant (tenant_id),
    KEY mails_ended_at (ended_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0031-invitations
--comment An invitation by mail has an address and one use; a code has none and many. Of the secret only its hash is kept. Role and department are looked at again when somebody accepts, so they may go meanwhile.
CREATE TABLE invitations (
    id            CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id     CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    email         VARCHAR(254) COLLATE utf8mb4_bin NULL,
    name          VARCHAR(200) NULL,
    role          VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    department_id CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    language      VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    secret_hash   BINARY(32)   NOT NULL,
    most_uses     INT          NOT NULL,
    uses          INT          NOT NULL DEFAULT 0,
    sends         INT          NOT NULL DEFAULT 0,
    sent_at       DATETIME(6)  NULL,
    invited_by    CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at    DATETIME(6)  NOT NULL,
    expires_at    DATETIME(6)  NOT NULL,
    revoked_at    DATETIME(6)  NULL,
    used_at       DATETIME(6)  NULL,
    PRIMARY KEY (id),
    UNIQUE KEY invitations_secret (secret_hash),
    KEY invitations_tenant (tenant_id, id),
    KEY invitations_email (tenant_id, email),
    CONSTRAINT invitations_to_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0031-address-confirmations
--comment Somebody wants to join a tenant by a code, or because of the domain of their address, and has still to show that the address is theirs. Nothing else is made for them before that.
CREATE TABLE address_confirmations (
    id            CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id     CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    invitation_id CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    email         VARCHAR(254) COLLATE utf8mb4_bin NOT NULL,
    name          VARCHAR(200) NULL,
    secret_hash   BINARY(32)   NOT NULL,
    created_at    DATETIME(6)  NOT NULL,
    expires_at    DATETIME(6)  NOT NULL,
    used_at       DATETIME(6)  NULL,
    PRIMARY KEY (id),
    UNIQUE KEY address_confirmations_secret (secret_hash),
    KEY address_confirmations_tenant (tenant_id),
    KEY address_confirmations_expires_at (expires_at),
    CONSTRAINT address_confirmations_to_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0031-password-resets
--comment Asked for by anybody for any address, so that nothing tells whether the address is known: the mail is sent only if it is.
CREATE TABLE password_resets (
    id          CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    email       VARCHAR(254) COLLATE utf8mb4_bin NOT NULL,
    secret_hash BINARY(32)   NOT NULL,
    created_at  DATETIME(6)  NOT NULL,
    expires_at  DATETIME(6)  NOT NULL,
    used_at     DATETIME(6)  NULL,
    PRIMARY KEY (id),
    UNIQUE KEY password_resets_secret (secret_hash),
    KEY password_resets_email (email),
    KEY password_resets_expires_at (expires_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0031-tenant-access-policies
--comment How people come into a tenant; a tenant without a row has the defaults.
CREATE TABLE tenant_access_policies (
    tenant_id         CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    approval_required BOOLEAN     NOT NULL DEFAULT FALSE,
    language          VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
    changed_at        DATETIME(6) NOT NULL,
    PRIMARY KEY (tenant_id),
    CONSTRAINT tenant_access_policies_to_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0031-tenant-access-domains
--comment Whoever has an address of one of these domains may join the tenant by themselves. In the form that DNS knows: punycode, lower case.
CREATE TABLE tenant_access_domains (
    tenant_id CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    domain    VARCHAR(253) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (tenant_id, domain),
    CONSTRAINT tenant_access_domains_to_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
