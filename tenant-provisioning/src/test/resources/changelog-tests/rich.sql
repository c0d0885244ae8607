--liquibase formatted sql

--changeset test:parents
CREATE TABLE parents (
    id   INT          NOT NULL AUTO_INCREMENT,
    name VARCHAR(100) NOT NULL COMMENT 'a; semicolon, a ? and {braces}',
    PRIMARY KEY (id)
) ENGINE = InnoDB;
CREATE TABLE children (
    id        INT NOT NULL,
    parent_id INT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT children_to_parent FOREIGN KEY (parent_id) REFERENCES parents (id)
) ENGINE = InnoDB;
INSERT INTO parents (name) VALUES ('one; two ? {three}');

--changeset test:view
CREATE VIEW families AS
SELECT p.name AS parent, c.id AS child FROM parents p JOIN children c ON c.parent_id = p.id;

--changeset test:trigger endDelimiter://
CREATE TRIGGER children_stamp BEFORE INSERT ON children FOR EACH ROW
BEGIN
    SET NEW.id = NEW.id + 1;
    SET NEW.parent_id = NEW.parent_id;
END//

--changeset test:procedure splitStatements:false
CREATE PROCEDURE count_parents()
BEGIN
    DECLARE total INT DEFAULT 0;
    SELECT COUNT(*) INTO total FROM parents;
    SELECT total;
END
