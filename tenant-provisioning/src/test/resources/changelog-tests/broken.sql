--liquibase formatted sql

--changeset test:good
CREATE TABLE good (id INT NOT NULL PRIMARY KEY);

--changeset test:bad
CREATE TABEL bad (id INT NOT NULL PRIMARY KEY);
