--liquibase formatted sql

--changeset test:back-broken
ALTER TABLE designs ADD COLUMN colour VARCHAR(40) NULL;
--rollback ALTER TABLE designs DROP COLUMN color;
