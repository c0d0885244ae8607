--liquibase formatted sql logicalFilePath:changelog-tests/migration/counters.sql

--changeset test:counters
CREATE TABLE counters (
    name  VARCHAR(40) NOT NULL PRIMARY KEY,
    times BIGINT      NOT NULL
);

--changeset test:counters-rows
INSERT INTO counters (name, times) VALUES ('styled', 0), ('again', 0);
