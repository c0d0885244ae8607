--liquibase formatted sql

--changeset tenantry:0024-gaps-by-database
--comment Whether a gap is in the way of a tenant's newest backup is asked for every tenant, every few seconds.
ALTER TABLE binlog_gaps ADD KEY binlog_gaps_database (server_id, database_name, to_time);
