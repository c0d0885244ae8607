--liquibase formatted sql

--changeset test:same-twice
--comment On the way, and on the way back, the schema looks as it did before: only what is written down tells how far it is.
ALTER TABLE designs ADD COLUMN passing INT NULL;
UPDATE counters SET times = times + 1 WHERE name = 'styled';
ALTER TABLE designs DROP COLUMN passing;
UPDATE counters SET times = times + 1 WHERE name = 'again';
ALTER TABLE designs ADD COLUMN passing INT NULL;
--rollback ALTER TABLE designs DROP COLUMN passing;
--rollback UPDATE counters SET times = times - 1 WHERE name = 'again';
--rollback ALTER TABLE designs ADD COLUMN passing INT NULL;
--rollback UPDATE counters SET times = times - 1 WHERE name = 'styled';
--rollback ALTER TABLE designs DROP COLUMN passing;
