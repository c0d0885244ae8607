--liquibase formatted sql

--changeset test:no-more-counters
DROP TABLE counters;
