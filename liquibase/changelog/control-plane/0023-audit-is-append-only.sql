--liquibase formatted sql

--changeset tenantry:0023-audit-entries-are-not-changed splitStatements:false failOnError:false
--comment A server that writes a binary log lets only SUPER make triggers, unless log_bin_trust_function_creators is on: where it does not, this is tried again at each start.
CREATE TRIGGER audit_log_is_not_changed BEFORE UPDATE ON audit_log FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the audit log is append-only'

--changeset tenantry:0023-audit-entries-are-not-removed splitStatements:false failOnError:false
CREATE TRIGGER audit_log_is_not_emptied BEFORE DELETE ON audit_log FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the audit log is append-only'
