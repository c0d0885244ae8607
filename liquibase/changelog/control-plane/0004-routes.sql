--liquibase formatted sql

--changeset tenantry:0004-tenant-routes
--comment The one contract that tenant-routing reads. A tenant without a database yet has NULL from database_id on.
CREATE VIEW tenant_routes AS
SELECT t.id               AS tenant_id,
       t.slug_claim       AS slug,
       t.state            AS state,
       t.route_changed_at AS changed_at,
       d.id               AS database_id,
       d.database_name    AS database_name,
       d.account          AS account,
       d.account_secret   AS account_secret,
       d.epoch            AS epoch,
       s.id               AS server_id,
       s.name             AS server_name,
       s.host             AS host,
       s.port             AS port,
       s.router_user      AS router_user,
       s.router_secret    AS router_secret
FROM tenants t
LEFT JOIN tenant_databases d ON d.id = t.database_id
LEFT JOIN database_servers s ON s.id = d.server_id;
