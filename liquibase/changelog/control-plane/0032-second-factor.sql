--liquibase formatted sql

--changeset tenantry:0032-second-factors
--comment The key of a person's authenticator (sealed), until confirmed_at only offered. used_step: the time step (30 s since 1970) of the code that was accepted last; that one and older ones are not good any more.
CREATE TABLE second_factors (
    user_id      CHAR(26)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    key_secret   VARBINARY(256) NOT NULL,
    used_step    BIGINT         NOT NULL DEFAULT 0,
    created_at   DATETIME(6)    NOT NULL,
    confirmed_at DATETIME(6)    NULL,
    PRIMARY KEY (user_id),
    CONSTRAINT second_factors_to_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0032-recovery-codes
--comment Each stands in for one code of the authenticator, once: a used one is deleted.
CREATE TABLE recovery_codes (
    user_id    CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    code_hash  BINARY(32)  NOT NULL,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (user_id, code_hash),
    CONSTRAINT recovery_codes_to_factor FOREIGN KEY (user_id) REFERENCES second_factors (user_id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0032-sign-in-challenges
--comment Somebody has shown their password and not yet their second factor. version: of their account then; a newer one voids the challenge.
CREATE TABLE sign_in_challenges (
    challenge_hash BINARY(32)  NOT NULL,
    user_id        CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version        INT         NOT NULL,
    expires_at     DATETIME(6) NOT NULL,
    PRIMARY KEY (challenge_hash),
    KEY sign_in_challenges_user (user_id),
    KEY sign_in_challenges_expires_at (expires_at),
    CONSTRAINT sign_in_challenges_to_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0032-sessions
--comment How the person has shown who they are, in the words of RFC 8176 with a blank between them: pwd, or otp pwd.
ALTER TABLE sessions
    ADD COLUMN methods VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'pwd';
