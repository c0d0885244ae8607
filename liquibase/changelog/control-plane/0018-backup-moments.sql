--liquibase formatted sql

--changeset tenantry:0018-backup-moments
--comment Where in its server's binary log a backup stands: it shows what was committed before, and nothing else. NULL where no log is kept. taken_at is that moment by the server's clock.
ALTER TABLE backups
    ADD COLUMN binlog_file     VARCHAR(255) NULL,
    ADD COLUMN binlog_position BIGINT       NULL,
    ADD COLUMN database_name   VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN server_id       CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NULL;
