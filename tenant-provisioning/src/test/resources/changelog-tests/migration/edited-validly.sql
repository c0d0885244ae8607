--liquibase formatted sql logicalFilePath:changelog-tests/migration/counters.sql

--changeset test:counters
--validCheckSum: ANY
CREATE TABLE IF NOT EXISTS counters (
    name  VARCHAR(40) NOT NULL PRIMARY KEY,
    times INT         NOT NULL
);

--changeset test:counters-rows
INSERT INTO counters (name, times) VALUES ('styled', 0), ('again', 0);
