--liquibase formatted sql

--changeset tenantry:0037-support-policies
--comment Whether people of the platform may enter a tenant as guests; without a row they may not. Not a setting, because the platform can change settings.
CREATE TABLE support_policies (
    tenant_id  CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    allowed    VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    until_     DATETIME(6) NULL,
    changed_at DATETIME(6) NOT NULL,
    PRIMARY KEY (tenant_id),
    CONSTRAINT support_policies_to_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0037-support-visits
--comment Somebody of the platform in a tenant, as a guest. Kept as long as the tenant: the audit log names visits.
CREATE TABLE support_visits (
    id         CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id  CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id    CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    mode       VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason     VARCHAR(500) NOT NULL,
    began_at   DATETIME(6)  NOT NULL,
    expires_at DATETIME(6)  NOT NULL,
    ended_at   DATETIME(6)  NULL,
    ended_by   VARCHAR(100) NULL,
    PRIMARY KEY (id),
    KEY support_visits_tenant (tenant_id, id),
    CONSTRAINT support_visits_to_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
