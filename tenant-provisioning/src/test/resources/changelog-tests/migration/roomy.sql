--liquibase formatted sql

--changeset tests:roomy-pictures
CREATE TABLE pictures (id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, bytes VARBINARY(7000));

--changeset tests:roomy-pictures-rows
INSERT INTO pictures (bytes) VALUES
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)),
    (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000)), (REPEAT('x', 7000));
