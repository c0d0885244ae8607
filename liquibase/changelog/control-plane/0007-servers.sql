--liquibase formatted sql

--changeset tenantry:0007-server-intake
--comment How a server takes new tenants; NULL is no limit. used_* is what was last measured on the server itself.
ALTER TABLE database_servers
    ADD COLUMN weight           INT         NOT NULL DEFAULT 100,
    ADD COLUMN max_tenants      INT         NULL,
    ADD COLUMN max_bytes        BIGINT      NULL,
    ADD COLUMN max_connections  INT         NULL,
    ADD COLUMN used_bytes       BIGINT      NULL,
    ADD COLUMN used_connections INT         NULL,
    ADD COLUMN measured_at      DATETIME(6) NULL;

--changeset tenantry:0007-server-check
--comment The last check: when, whether nothing was wrong, and what was found (an array of findings).
ALTER TABLE database_servers
    ADD COLUMN checked_at     DATETIME(6) NULL,
    ADD COLUMN check_ok       BOOLEAN     NULL,
    ADD COLUMN check_findings JSON        NULL;

--changeset tenantry:0007-server-labels
--comment What a server is: region=eu, dedicated=acme. A tenant may want labels.
CREATE TABLE server_labels (
    server_id CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name      VARCHAR(63) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    value     VARCHAR(63) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (server_id, name),
    KEY server_labels_value (name, value),
    CONSTRAINT server_labels_to_server FOREIGN KEY (server_id) REFERENCES database_servers (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
