--liquibase formatted sql

--changeset tenantry:0033-audit-key
--comment The key of the chain's hashes, sealed under the master key: whoever can write to the control plane but does not have the master key cannot make the chain anew. Locked by whoever adds to the chain.
CREATE TABLE audit_keys (
    id         CHAR(26)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    secret     VARBINARY(200) NOT NULL,
    created_at DATETIME(6)    NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0033-audit-unsealed
--comment Entries that the chain does not hold yet, written with them.
CREATE TABLE audit_unsealed (
    entry_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (entry_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0033-audit-chain
--comment A chain for each tenant, and one (named with an empty text) for what belongs to none. Each hash holds the one before it and the whole entry.
CREATE TABLE audit_chain (
    chain    VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seq      BIGINT      NOT NULL,
    entry_id CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    hash     BINARY(32)  NOT NULL,
    PRIMARY KEY (chain, seq),
    UNIQUE KEY audit_chain_entry (entry_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0033-entries-so-far
INSERT INTO audit_unsealed (entry_id) SELECT id FROM audit_log;

--changeset tenantry:0033-the-chain-is-not-changed splitStatements:false failOnError:false
CREATE TRIGGER audit_chain_is_not_changed BEFORE UPDATE ON audit_chain FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the audit log is append-only'

--changeset tenantry:0033-the-chain-is-not-cut splitStatements:false failOnError:false
CREATE TRIGGER audit_chain_is_not_cut BEFORE DELETE ON audit_chain FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the audit log is append-only'
