--liquibase formatted sql

--changeset bench:column-1
ALTER TABLE designs ADD COLUMN bench_1 INT NULL;
