--liquibase formatted sql

--changeset tenantry:0002-operations
--comment The journal. Whoever holds the lease runs the operation; lease_token fences a runner that lost it.
CREATE TABLE operations (
    id              CHAR(26)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind            VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id       CHAR(26)      CHARACTER SET ascii COLLATE ascii_bin NULL,
    state           VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    undoing         BOOLEAN       NOT NULL DEFAULT FALSE,
    input           JSON          NOT NULL,
    error_code      VARCHAR(60)   CHARACTER SET ascii COLLATE ascii_bin NULL,
    error_detail    VARCHAR(2000) NULL,
    requested_by    VARCHAR(100)  NOT NULL,
    lease_owner     VARCHAR(100)  NULL,
    lease_token     BIGINT        NOT NULL DEFAULT 0,
    lease_until     DATETIME(6)   NULL,
    event_sequence  INT           NOT NULL DEFAULT 0,
    next_attempt_at DATETIME(6)   NOT NULL,
    created_at      DATETIME(6)   NOT NULL,
    finished_at     DATETIME(6)   NULL,
    PRIMARY KEY (id),
    KEY operations_due (state, next_attempt_at),
    KEY operations_tenant (tenant_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0002-operation-steps
CREATE TABLE operation_steps (
    operation_id CHAR(26)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    position     INT           NOT NULL,
    name         VARCHAR(60)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state        VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    attempts     INT           NOT NULL DEFAULT 0,
    error_detail VARCHAR(2000) NULL,
    started_at   DATETIME(6)   NULL,
    finished_at  DATETIME(6)   NULL,
    PRIMARY KEY (operation_id, position),
    CONSTRAINT operation_steps_to_operation FOREIGN KEY (operation_id) REFERENCES operations (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0002-operation-events
--comment What an onlooker is told, in order; an event stream resumes after the last sequence it saw.
CREATE TABLE operation_events (
    operation_id CHAR(26)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sequence     INT           NOT NULL,
    at           DATETIME(6)   NOT NULL,
    step         VARCHAR(60)   CHARACTER SET ascii COLLATE ascii_bin NULL,
    state        VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    detail       VARCHAR(2000) NULL,
    PRIMARY KEY (operation_id, sequence),
    CONSTRAINT operation_events_to_operation FOREIGN KEY (operation_id) REFERENCES operations (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0002-audit-log
--comment Append-only: who did what to whom, from where, before and after.
CREATE TABLE audit_log (
    id        CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    at        DATETIME(6)  NOT NULL,
    actor     VARCHAR(100) NOT NULL,
    address   VARCHAR(64)  NULL,
    tenant_id CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    action    VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject   VARCHAR(100) NULL,
    before_   JSON         NULL,
    after_    JSON         NULL,
    PRIMARY KEY (id),
    KEY audit_log_tenant (tenant_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0002-idempotency-keys
--comment The answer that an Idempotency-Key has already been given, for calls whose effect lies in the control plane.
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
