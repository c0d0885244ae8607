--liquibase formatted sql

--changeset test:back-more
ALTER TABLE designs ADD COLUMN size INT NULL;
--rollback ALTER TABLE designs DROP COLUMN size;
