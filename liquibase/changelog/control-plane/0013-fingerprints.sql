--liquibase formatted sql

--changeset tenantry:0013-fingerprints
--comment A copy of a database has the fingerprint of its original now, which words fingerprints anew: what was recorded with the former ones is recorded again when it is needed.
DELETE FROM migration_recordings;
DELETE FROM changelog_recordings;
