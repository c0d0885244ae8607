--liquibase formatted sql

--changeset tenantry:0020-binlog-streams
--comment A server's binary log without a gap. Where logs were lost, or are another server's, another stream begins.
CREATE TABLE binlog_streams (
    id         CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    server_id  CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    identity   VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    first_file VARCHAR(255) NOT NULL,
    first_pos  BIGINT       NOT NULL,
    began_at   DATETIME(6)  NOT NULL,
    PRIMARY KEY (id),
    KEY binlog_streams_server (server_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0020-binlog-archivers
--comment Who archives which server's log (lease_token is the fencing number), and how far it is.
CREATE TABLE binlog_archivers (
    server_id     CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    lease_token   BIGINT       NOT NULL DEFAULT 0,
    lease_owner   VARCHAR(100) NULL,
    lease_until   DATETIME(6)  NULL,
    stream_id     CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    covered_until DATETIME(6)  NULL,
    archived_file VARCHAR(255) NULL,
    archived_pos  BIGINT       NULL,
    server_file   VARCHAR(255) NULL,
    server_pos    BIGINT       NULL,
    bytes_behind  BIGINT       NULL,
    seen_at       DATETIME(6)  NULL,
    problem       VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    detail        VARCHAR(500) NULL,
    warnings      VARCHAR(2000) NULL,
    PRIMARY KEY (server_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0020-binlog-segments
--comment Segments of a stream, each from where the one before ends. resume_pos is where the transaction begins that was open at the end, of which resume_skip events are archived.
CREATE TABLE binlog_segments (
    stream_id    CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    number       BIGINT       NOT NULL,
    file         VARCHAR(255) NOT NULL,
    file_stamp   BIGINT       NOT NULL,
    first_pos    BIGINT       NOT NULL,
    last_pos     BIGINT       NOT NULL,
    next_file    VARCHAR(255) NULL,
    resume_pos   BIGINT       NOT NULL,
    resume_skip  BIGINT       NOT NULL,
    first_commit DATETIME(6)  NULL,
    last_commit  DATETIME(6)  NULL,
    object       VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NULL,
    bytes        BIGINT       NOT NULL,
    created_at   DATETIME(6)  NOT NULL,
    PRIMARY KEY (stream_id, number),
    KEY binlog_segments_created (created_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0020-binlog-sections
--comment What a segment's object holds of each tenant's database, sealed under the tenant's key.
CREATE TABLE binlog_sections (
    stream_id     CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    number        BIGINT      NOT NULL,
    database_name VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id     CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    object_offset BIGINT      NOT NULL,
    stored_bytes  BIGINT      NOT NULL,
    event_bytes   BIGINT      NOT NULL,
    PRIMARY KEY (stream_id, number, database_name),
    KEY binlog_sections_tenant (tenant_id, stream_id, number)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0020-binlog-gaps
--comment What cannot be replayed: from a backup before it to a time after from_time. Without a database: nothing of the server.
CREATE TABLE binlog_gaps (
    id            CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    server_id     CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    stream_id     CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    database_name VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    file          VARCHAR(255) NOT NULL,
    position      BIGINT       NOT NULL,
    from_time     DATETIME(6)  NOT NULL,
    to_time       DATETIME(6)  NOT NULL,
    reason        VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    detail        VARCHAR(500) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY binlog_gaps_place (stream_id, file, position, database_name, reason),
    KEY binlog_gaps_server (server_id, from_time)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
