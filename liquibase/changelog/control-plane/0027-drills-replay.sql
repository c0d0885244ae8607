--liquibase formatted sql

--changeset tenantry:0027-drills-replay
--comment What a drill did with the archived log behind the backup: replayed_to is a moment of the window, any; replay_time_ms is from the first byte of the backup until then; archive_age_ms is what would have been lost with the server.
ALTER TABLE backup_drills
    ADD COLUMN replayed_to     DATETIME(6) NULL,
    ADD COLUMN replayed_events BIGINT      NULL,
    ADD COLUMN replay_time_ms  BIGINT      NULL,
    ADD COLUMN archive_age_ms  BIGINT      NULL;
