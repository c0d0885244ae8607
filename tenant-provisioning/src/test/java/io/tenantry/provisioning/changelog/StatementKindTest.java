package io.tenantry.provisioning.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementKindTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSERT INTO a VALUES (1) | DATA",
                "  update a set b = 1 | DATA",
                "/* why */ -- so~ DELETE FROM a | DATA",
                "alter table a add b int | SCHEMA",
                "CREATE OR REPLACE VIEW v AS SELECT 1 | SCHEMA",
                "# a note~TRUNCATE a | SCHEMA",
                "SET foreign_key_checks = 0 | SESSION",
                "SET @@sql_mode = '' | SESSION",
                "SET @total = (SELECT COUNT(*) FROM a) | OTHER",
                "CREATE TEMPORARY TABLE a (b INT) | OTHER",
                "CALL something() | OTHER",
                "/*!50001 DROP TABLE a */ | OTHER",
                "LOCK TABLES a WRITE | OTHER"
            })
    void aStatementIsWhatItLeavesBehindWhenItIsCutShort(String sql, StatementKind kind) {
        assertThat(StatementKind.of(sql.replace('~', '\n'))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DROP TABLE a | drops a table",
                "drop table if exists a | drops a table",
                "TRUNCATE TABLE a | empties a table",
                "DELETE FROM a WHERE b = 1 | deletes rows",
                "DELETE FROM DATABASECHANGELOGS WHERE b = 1 | deletes rows",
                "ALTER TABLE a DROP COLUMN b | drops a column",
                "ALTER TABLE a ADD c INT, DROP b | drops a column",
                "ALTER TABLE a MODIFY b TINYINT | changes a column's type",
                "ALTER TABLE a CHANGE b c INT | changes a column's type",
                "ALTER TABLE a DROP PARTITION p | empties a partition"
            })
    void whatDestroysDataIsSaidInWords(String sql, String words) {
        assertThat(StatementRisk.of(sql)).contains(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE dropped (b INT)",
                "ALTER TABLE a ADD COLUMN b INT",
                "ALTER TABLE a DROP INDEX b",
                "ALTER TABLE a DROP FOREIGN KEY b, DROP PRIMARY KEY",
                "ALTER TABLE a ALTER COLUMN b DROP DEFAULT",
                "INSERT INTO a VALUES ('DROP TABLE a')",
                "UPDATE a SET b = 1",
                "DELETE FROM DATABASECHANGELOG WHERE ID = 'a'"
            })
    void whatDestroysNothingIsNot(String sql) {
        assertThat(StatementRisk.of(sql)).isEmpty();
    }
}
