--liquibase formatted sql

--changeset test:needs-designs
--preconditions onFail:HALT onError:HALT
--precondition-sql-check expectedResult:1 SELECT COUNT(*) > 0 FROM designs
ALTER TABLE designs ADD COLUMN season VARCHAR(40) NULL;
