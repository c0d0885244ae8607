--liquibase formatted sql

--changeset bench:column-0
ALTER TABLE designs ADD COLUMN bench_0 INT NULL;
