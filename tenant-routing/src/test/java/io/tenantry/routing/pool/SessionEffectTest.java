package io.tenantry.routing.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionEffectTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select d1_0.id from designs d1_0 where d1_0.id=?",
                "  (SELECT 1) UNION (SELECT 2)",
                "insert into designs (title,id) values (?,?)",
                "UPDATE designs SET title = ?",
                "/* find design */ select 1",
                "/* ping */",
                "SAVEPOINT one",
                "ROLLBACK TO SAVEPOINT one",
                "RELEASE SAVEPOINT one"
            })
    void statementsThatLeaveOnlyRows(String sql) {
        assertThat(SessionEffect.of(sql)).isEqualTo(SessionEffect.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMMIT", "rollback", "BEGIN", "START TRANSACTION", "SET autocommit=0"})
    void transactionControl(String sql) {
        assertThat(SessionEffect.of(sql)).isEqualTo(SessionEffect.TRANSACTION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET @a = 1",
                "select @a := 1",
                "select Get_Lock('x', 1)",
                "/*!50000 SET @a = 1 */",
                "CALL anything()",
                "LOCK TABLES designs READ",
                "CREATE TEMPORARY TABLE t (id INT)",
                "USE other",
                "SET SESSION TRANSACTION ISOLATION LEVEL SERIALIZABLE",
                "PREPARE s FROM 'select 1'",
                "HANDLER designs OPEN",
                "-- a comment\nSET @a = 1",
                "unheard of"
            })
    void anythingElseMayLeaveSessionState(String sql) {
        assertThat(SessionEffect.of(sql)).isEqualTo(SessionEffect.SESSION);
    }
}
