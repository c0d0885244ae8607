--liquibase formatted sql

--changeset test:back-same
--comment On the way back the schema looks as it did before: only what is written down tells how far it is.
ALTER TABLE designs ADD COLUMN passing INT NULL;
UPDATE counters SET times = times + 1;
--rollback ALTER TABLE designs DROP COLUMN passing;
--rollback UPDATE counters SET times = times - 1 WHERE name = 'styled';
--rollback ALTER TABLE designs ADD COLUMN passing INT NULL;
--rollback UPDATE counters SET times = times - 1 WHERE name = 'again';
--rollback ALTER TABLE designs DROP COLUMN passing;
