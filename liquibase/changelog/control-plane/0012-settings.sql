--liquibase formatted sql

--changeset tenantry:0012-plan-settings
--comment What a plan gives its tenants, where it differs from a setting's default. The value is a JSON scalar.
CREATE TABLE plan_settings (
    plan       VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name       VARCHAR(50)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    value      VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    changed_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (plan, name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0012-tenant-overrides
--comment A tenant's own settings, a JSON object of scalars by name; NULL for none, which is nearly everybody.
ALTER TABLE tenants ADD COLUMN settings TEXT CHARACTER SET ascii COLLATE ascii_bin NULL AFTER plan;

--changeset tenantry:0012-tenant-routes
--comment Settings travel with the route; schema_version is the changelog version of the serving database.
CREATE OR REPLACE VIEW tenant_routes AS
SELECT t.id                AS tenant_id,
       t.slug_claim        AS slug,
       t.state             AS state,
       t.route_changed_at  AS changed_at,
       t.plan              AS plan,
       t.settings          AS settings,
       d.id                AS database_id,
       d.database_name     AS database_name,
       d.account           AS account,
       d.account_secret    AS account_secret,
       d.epoch             AS epoch,
       d.changelog_version AS schema_version,
       s.id                AS server_id,
       s.name              AS server_name,
       s.host              AS host,
       s.port              AS port,
       s.router_user       AS router_user,
       s.router_secret     AS router_secret
FROM tenants t
LEFT JOIN tenant_databases d ON d.id = t.database_id
LEFT JOIN database_servers s ON s.id = d.server_id;
