--liquibase formatted sql

--changeset tenantry:0014-listed-operations
--comment Lists of operations go backwards from a cursor, of one state or of one kind.
ALTER TABLE operations
    ADD KEY operations_state (state, id),
    ADD KEY operations_kind (kind, id);
