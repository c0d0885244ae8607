--liquibase formatted sql

--changeset tenantry:0028-locked-segments
--comment Until when the store keeps a segment's object from being removed; NULL for not at all.
ALTER TABLE binlog_segments ADD COLUMN locked_until DATETIME(6) NULL;
