--liquibase formatted sql

--changeset tenantry:0036-sign-ups
--comment Organisations that sign up by themselves. Of the secret by which the applicant goes on, and of that in the link of the mail, only the hashes are kept. slug_claim: held so that two do not fill in the same slug; after slug_held_until somebody else may take it. code_hash: of the digits that were sent last, good until code_expires_at and for a few attempts. verified_at: the address was shown to be the applicant's; no password is taken before. user_id: the account of that address, whose owner has shown that it is theirs. Once submitted, operation_id makes tenant_id, and the step set-up-organisation reads departments and people here. expires_at: open ones are forgotten then.
CREATE TABLE sign_ups (
    id              CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state           VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    secret_hash     BINARY(32)   NOT NULL,
    link_hash       BINARY(32)   NULL,
    language        VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name            VARCHAR(200) NULL,
    slug            VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    slug_claim      VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    slug_held_until DATETIME(6)  NULL,
    plan            VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    region          VARCHAR(63)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    email           VARCHAR(254) COLLATE utf8mb4_bin NULL,
    person          VARCHAR(200) NULL,
    code_hash       BINARY(32)   NULL,
    code_expires_at DATETIME(6)  NULL,
    code_attempts   INT          NOT NULL DEFAULT 0,
    verified_at     DATETIME(6)  NULL,
    user_id         CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    password_hash   VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
    departments     JSON         NULL,
    people          JSON         NULL,
    tenant_id       CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    operation_id    CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    reason          VARCHAR(500) NULL,
    decided_by      VARCHAR(100) NULL,
    created_at      DATETIME(6)  NOT NULL,
    submitted_at    DATETIME(6)  NULL,
    changed_at      DATETIME(6)  NOT NULL,
    expires_at      DATETIME(6)  NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY sign_ups_slug (slug_claim),
    UNIQUE KEY sign_ups_link (link_hash),
    KEY sign_ups_state (state, id),
    KEY sign_ups_expires_at (expires_at),
    KEY sign_ups_tenant (tenant_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0036-sign-ups-by-address
--comment How many organisations one person has handed in lately.
CREATE INDEX sign_ups_email ON sign_ups (email, submitted_at);
