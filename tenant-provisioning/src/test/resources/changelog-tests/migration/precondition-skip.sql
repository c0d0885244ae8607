--liquibase formatted sql

--changeset test:counts-where-nothing-is
--preconditions onFail:MARK_RAN onError:HALT
--precondition-sql-check expectedResult:0 SELECT COUNT(*) FROM designs
UPDATE counters SET times = times + 1 WHERE name = 'again';
