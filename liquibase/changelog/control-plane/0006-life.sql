--liquibase formatted sql

--changeset tenantry:0006-tenants-life
--comment A deleted tenant can come back, to the state it had, until purge_after; then it is purged.
ALTER TABLE tenants
    ADD COLUMN state_before   VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NULL AFTER state,
    ADD COLUMN state_reason   VARCHAR(500) NULL AFTER state_before,
    ADD COLUMN deleted_at     DATETIME(6)  NULL AFTER changed_at,
    ADD COLUMN purge_after    DATETIME(6)  NULL AFTER deleted_at,
    ADD KEY tenants_purge_after (purge_after);

--changeset tenantry:0006-deletion-receipts
--comment What was removed of a purged tenant, and what a search found afterwards. Outlives the tenant.
CREATE TABLE deletion_receipts (
    tenant_id    CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    slug         VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name         VARCHAR(200) NOT NULL,
    operation_id CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    requested_by VARCHAR(100) NOT NULL,
    created_at   DATETIME(6)  NOT NULL,
    deleted_at   DATETIME(6)  NOT NULL,
    purged_at    DATETIME(6)  NOT NULL,
    searched     JSON         NOT NULL,
    PRIMARY KEY (tenant_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0006-deletion-receipt-items
--comment Written with the very step that removed the thing, so that a purge that was cut short forgets nothing.
CREATE TABLE deletion_receipt_items (
    tenant_id  CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind       VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name       VARCHAR(200) NOT NULL,
    removed_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (tenant_id, kind, name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
