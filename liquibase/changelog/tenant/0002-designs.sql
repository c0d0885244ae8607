--liquibase formatted sql

--changeset tenantry:0002-designs
--comment The sample workload: replace it with tables of your own.
CREATE TABLE designs (
    id         CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    title      VARCHAR(200) NOT NULL,
    prompt     TEXT         NOT NULL,
    created_by CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version    INT          NOT NULL,
    created_at DATETIME(6)  NOT NULL,
    changed_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
