--liquibase formatted sql

--changeset bench:column-3
ALTER TABLE designs ADD COLUMN bench_3 INT NULL;
