--liquibase formatted sql

--changeset tenantry:0029-recalls
--comment Why an operator wants the operation back; null if nobody does. Only operations that can go back have it, and from then on they make no move forward, whoever runs them.
ALTER TABLE operations
    ADD COLUMN recall_reason VARCHAR(200) NULL;
