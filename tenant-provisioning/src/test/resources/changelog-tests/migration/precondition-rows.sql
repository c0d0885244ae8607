--liquibase formatted sql

--changeset test:needs-no-designs
--comment Fits a database without designs; others are to be looked at first.
--preconditions onFail:HALT onError:HALT
--precondition-sql-check expectedResult:0 SELECT COUNT(*) FROM designs
ALTER TABLE designs ADD COLUMN season VARCHAR(40) NOT NULL;
