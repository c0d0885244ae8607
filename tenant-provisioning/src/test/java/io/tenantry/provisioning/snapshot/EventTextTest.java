package io.tenantry.provisioning.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.routing.mysql.ServerVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements on events, so worded that no schedule starts them. */
class EventTextTest {
    private static final ServerVersion MYSQL = ServerVersion.parse("9.7.4");
    private static final ServerVersion MARIADB = ServerVersion.parse("11.4.5-MariaDB");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    CREATE EVENT `do` ON SCHEDULE EVERY 1 DAY DO SELECT 'ENABLE'|CREATE EVENT `do` ON SCHEDULE EVERY 1 DAY DISABLE ON REPLICA DO SELECT 'ENABLE'
                    create event enable on schedule at '2031-01-01' enable do select 1|create event enable on schedule at '2031-01-01' DISABLE ON REPLICA do select 1
                    CREATE EVENT e ON SCHEDULE EVERY 1 DAY COMMENT 'do it''s' DO SELECT 1|CREATE EVENT e ON SCHEDULE EVERY 1 DAY DISABLE ON REPLICA COMMENT 'do it''s' DO SELECT 1
                    /* ENABLE */ CREATE DEFINER=`a`@`%` EVENT IF NOT EXISTS `d`.`e` ON SCHEDULE EVERY '1:2' HOUR_MINUTE ON COMPLETION NOT PRESERVE ENABLE DO SELECT 1|/* ENABLE */ CREATE DEFINER=`a`@`%` EVENT IF NOT EXISTS `d`.`e` ON SCHEDULE EVERY '1:2' HOUR_MINUTE ON COMPLETION NOT PRESERVE DISABLE ON REPLICA DO SELECT 1
                    /*!50106 CREATE*/ /*!50117 DEFINER=root@localhost*/ /*!50106 EVENT e ON SCHEDULE EVERY 1 DAY ENABLE DO SELECT 1 */|/*!50106 CREATE*/ /*!50117 DEFINER=root@localhost*/ /*!50106 EVENT e ON SCHEDULE EVERY 1 DAY DISABLE ON REPLICA DO SELECT 1 */
                    ALTER EVENT enable ENABLE|ALTER EVENT enable DISABLE ON REPLICA
                    ALTER EVENT e DISABLE ON SLAVE|ALTER EVENT e DISABLE ON REPLICA
                    CREATE OR REPLACE EVENT e ON SCHEDULE EVERY 1 DAY DO BEGIN END|CREATE OR REPLACE EVENT e ON SCHEDULE EVERY 1 DAY DISABLE ON REPLICA DO BEGIN END
                    """)
    void whatWouldBeEnabledIsPaused(String statement, String paused) {
        assertThat(EventText.paused(statement, MYSQL).replaceAll("\\s+", " ").strip())
                .isEqualTo(paused);
        assertThat(EventText.paused(statement, MARIADB).replaceAll("\\s+", " ").strip())
                .isEqualTo(paused.replace("REPLICA", "SLAVE"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DISABLE DO SELECT 1",
                "ALTER EVENT e RENAME TO f",
                "ALTER EVENT e COMMENT 'ENABLE' DO SELECT 1",
                "DROP EVENT e",
                "CREATE TABLE event (enable INT)",
                "ALTER TABLE event DISABLE KEYS, ENABLE KEYS",
                "CREATE DEFINER=`a`@`%` PROCEDURE event() SELECT enable FROM event",
                "CREATE TRIGGER event BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1",
                "CREATE",
                ""
            })
    void anyOtherStatementStaysAsItIs(String statement) {
        assertThat(EventText.paused(statement, MYSQL)).isEqualTo(statement);
    }
}
