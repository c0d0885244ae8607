--liquibase formatted sql

--changeset tenantry:0025-job-times
--comment The time of its schedule at which each job was last run: a replica that starts may let the same time come again.
CREATE TABLE job_times (
    job           VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    scheduled_for DATETIME(6)  NOT NULL,
    PRIMARY KEY (job)
);
