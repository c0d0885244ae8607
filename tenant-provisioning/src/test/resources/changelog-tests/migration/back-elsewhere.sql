--liquibase formatted sql

--changeset test:back-elsewhere
ALTER TABLE designs ADD COLUMN colour VARCHAR(40) NULL;
--rollback ALTER TABLE designs MODIFY COLUMN colour VARCHAR(50) NULL;
