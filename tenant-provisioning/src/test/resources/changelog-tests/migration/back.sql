--liquibase formatted sql

--changeset test:colours
CREATE TABLE colours (id INT NOT NULL PRIMARY KEY, name VARCHAR(40) NOT NULL);
ALTER TABLE designs ADD COLUMN colour VARCHAR(40) NULL;
UPDATE counters SET times = times + 1 WHERE name = 'styled';
--rollback ALTER TABLE designs DROP COLUMN colour;
--rollback DROP TABLE colours;
--rollback UPDATE counters SET times = times - 1 WHERE name = 'styled';

--changeset test:colour-names
INSERT INTO colours (id, name) VALUES (1, 'red; or "not"');
UPDATE counters SET times = times + 1 WHERE name = 'again';
--rollback DELETE FROM colours WHERE id = 1;
--rollback UPDATE counters SET times = times - 1 WHERE name = 'again';
