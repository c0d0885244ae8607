--liquibase formatted sql

--changeset tenantry:0009-other-account-secret
--comment The password of the account that does not serve the database, sealed; NULL unless credentials are being rotated.
ALTER TABLE tenant_databases
    ADD COLUMN other_account_secret VARBINARY(512) NULL AFTER account_secret;
