--liquibase formatted sql

--changeset tenantry:0015-deletion-receipt-searches
--comment What rooms found where they searched for a tenant during its purge; found is NULL where they could not search.
CREATE TABLE deletion_receipt_searches (
    tenant_id CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    place     VARCHAR(100) NOT NULL,
    found     BIGINT       NULL,
    PRIMARY KEY (tenant_id, place)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
