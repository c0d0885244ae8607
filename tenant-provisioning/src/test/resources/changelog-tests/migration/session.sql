--liquibase formatted sql

--changeset test:finds-a-session
UPDATE counters SET times = @@SESSION.div_precision_increment WHERE name = 'again';

--changeset test:sets-a-session
SET SESSION div_precision_increment = 9;

--changeset test:uses-a-session
UPDATE counters SET times = @@SESSION.div_precision_increment WHERE name = 'styled';
