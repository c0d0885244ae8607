--liquibase formatted sql

--changeset tenantry:0026-restores-of-lost-servers
--comment fenced_at: when the former database was locked that a restore of the mode lost-server left behind; NULL while its server has not come back.
ALTER TABLE restores ADD COLUMN fenced_at DATETIME(6) NULL;
