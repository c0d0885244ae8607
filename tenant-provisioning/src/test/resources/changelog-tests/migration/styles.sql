--liquibase formatted sql

--changeset test:styles
CREATE TABLE styles (id INT NOT NULL PRIMARY KEY, name VARCHAR(40) NOT NULL);
ALTER TABLE designs ADD COLUMN style VARCHAR(40) NULL;
UPDATE counters SET times = times + 1 WHERE name = 'styled';

--changeset test:style-names
INSERT INTO styles (id, name) VALUES (1, 'plain; or "not"');
UPDATE counters SET times = times + 1 WHERE name = 'again';
