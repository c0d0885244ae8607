--liquibase formatted sql

--changeset bench:column-2
ALTER TABLE designs ADD COLUMN bench_2 INT NULL;
