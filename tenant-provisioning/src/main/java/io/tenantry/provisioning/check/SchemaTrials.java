package io.tenantry.provisioning.check;

import io.tenantry.provisioning.server.AdminConnection;
import java.sql.SQLException;

/**
 * What a tenant's database may hold beside rows, and how it is held still, in a scratch database.
 */
final class SchemaTrials {
    static final String SCHEMA =
            "CREATE, ALTER, DROP, INDEX, REFERENCES, CREATE VIEW, SHOW VIEW, TRIGGER";
    static final String ROWS = "SELECT, INSERT, UPDATE, DELETE";
    private static final String ELSEWHERE = "Look into the server's error log, and check again.";

    private final Trials trials;
    private final AdminConnection admin;

    private SchemaTrials(Trials trials) {
        this.trials = trials;
        this.admin = trials.admin();
    }

    /** In the connection's current database, which is nobody's. */
    static void run(Trials trials) {
        new SchemaTrials(trials).run();
    }

    private void run() {
        if (!trials.done("change_schema", "may change schemas", SCHEMA, this::changeSchema)) {
            return;
        }
        trials.done("write_rows", "may read and write rows", ROWS, this::writeRows);
        trials.wished(
                "lock_tables",
                "may hold tables for the instant of a backup",
                "LOCK TABLES, SELECT",
                "no tenant can be backed up, cloned or exported",
                ELSEWHERE,
                this::lockTables);
        trials.wished(
                "make_triggers",
                "may make triggers",
                "TRIGGER",
                "no changelog with triggers can be applied, no database that has some restored",
                ELSEWHERE,
                this::makeTrigger);
        trials.wished(
                "make_routines",
                "may make procedures and functions",
                "CREATE ROUTINE, ALTER ROUTINE, EXECUTE",
                "no changelog with routines can be applied, no database that has some restored",
                ELSEWHERE,
                this::makeRoutines);
        trials.wished(
                "make_events",
                "may make events",
                "EVENT",
                "no changelog with events can be applied, no database that has some restored",
                ELSEWHERE,
                this::makeEvent);
    }

    private void changeSchema() throws SQLException {
        admin.execute(
                "CREATE TABLE parent (id INT PRIMARY KEY, text_ VARCHAR(20)) ENGINE = InnoDB");
        admin.execute(
                """
                CREATE TABLE child (
                    id INT PRIMARY KEY, parent INT,
                    CONSTRAINT child_to_parent FOREIGN KEY (parent) REFERENCES parent (id)
                ) ENGINE = InnoDB
                """);
        admin.execute("ALTER TABLE parent ADD COLUMN added INT NULL");
        admin.execute("CREATE INDEX parent_text ON parent (text_)");
        admin.execute("CREATE VIEW seen AS SELECT id FROM parent");
        admin.execute("DROP VIEW seen");
        admin.execute("DROP TABLE child");
    }

    private void writeRows() throws SQLException {
        admin.execute("INSERT INTO parent (id) VALUES (1)");
        admin.execute("UPDATE parent SET id = 2 WHERE id = 1");
        admin.texts("SELECT id FROM parent");
        admin.execute("DELETE FROM parent WHERE id = 2");
    }

    private void lockTables() throws SQLException {
        admin.execute("LOCK TABLES parent READ");
        admin.execute("UNLOCK TABLES");
    }

    private void makeTrigger() throws SQLException {
        admin.execute(
                "CREATE TRIGGER noticed BEFORE INSERT ON parent FOR EACH ROW SET NEW.added = 1");
        admin.execute("DROP TRIGGER noticed");
    }

    /** Only a function needs the server's trust where there is a binary log. */
    private void makeRoutines() throws SQLException {
        admin.execute("CREATE PROCEDURE done() SELECT 1");
        admin.execute("DROP PROCEDURE done");
        admin.execute("CREATE FUNCTION one() RETURNS INT DETERMINISTIC NO SQL RETURN 1");
        admin.execute("DROP FUNCTION one");
    }

    private void makeEvent() throws SQLException {
        admin.execute(
                "CREATE EVENT never ON SCHEDULE AT '2038-01-01 00:00:00' DISABLE DO SELECT 1");
        admin.execute("DROP EVENT never");
    }
}
