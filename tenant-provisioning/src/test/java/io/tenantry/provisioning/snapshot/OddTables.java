package io.tenantry.provisioning.snapshot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Tables of the kinds that dumps get wrong: odd names, keys, counters, sets of characters. */
final class OddTables {
    private static final List<String> OF_BOTH =
            List.of(
                    "CREATE TABLE `select` (`order` INT PRIMARY KEY, `group` VARCHAR(9) DEFAULT 'a),(`b\\\\', `key` INT, `中文` INT, KEY `index` (`key`, `group` DESC)) COMMENT 'one,\\n  KEY `no` (`a`)'",
                    "CREATE TABLE made (a INT GENERATED ALWAYS AS (1) VIRTUAL, b INT GENERATED ALWAYS AS (2) STORED)",
                    "CREATE TABLE counted (id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, a INT, KEY (a)) AUTO_INCREMENT = 4000",
                    "CREATE TABLE late (a INT, n BIGINT NOT NULL AUTO_INCREMENT, b INT, KEY (b), UNIQUE KEY nth (n), KEY (a))",
                    "CREATE TABLE worded (id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY, t TEXT, u TEXT, FULLTEXT KEY (t), UNIQUE KEY (u(50), id), FULLTEXT KEY other (u))",
                    "CREATE TABLE bytewise (id BINARY(16) NOT NULL, n SMALLINT NOT NULL, b MEDIUMBLOB, PRIMARY KEY (id, n))",
                    "CREATE TABLE placed (id INT PRIMARY KEY, p POINT NOT NULL, m MULTIPOLYGON, g GEOMETRYCOLLECTION, SPATIAL KEY (p))",
                    "CREATE TABLE spelled (id INT PRIMARY KEY, g VARCHAR(40) CHARACTER SET gbk, u VARCHAR(40) CHARACTER SET ucs2, l TEXT CHARACTER SET latin1 COLLATE latin1_german2_ci, s VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci, e ENUM('a,b','c''d','ü') CHARACTER SET latin1, m SET('x','y z'), UNIQUE KEY (s, id))",
                    "CREATE TABLE numbered (id INT PRIMARY KEY, z INT ZEROFILL, f FLOAT, d DOUBLE, t TIME(6), y YEAR, b BIT(33), o BIT(1), e DECIMAL(65,30), ts TIMESTAMP(3) NULL, dt DATETIME)",
                    "CREATE TABLE child (id INT PRIMARY KEY, parent INT, other CHAR(26) CHARACTER SET ascii COLLATE ascii_bin, CONSTRAINT to_parent FOREIGN KEY (parent) REFERENCES child (id) ON DELETE CASCADE, CONSTRAINT to_word FOREIGN KEY (other) REFERENCES worded (id) ON UPDATE CASCADE, CONSTRAINT positive CHECK (id > 0 AND id <> 77 OR id IN (78, 79)))",
                    "CREATE TABLE hashed (id INT NOT NULL, a VARCHAR(10) NOT NULL, PRIMARY KEY (id, a), KEY (a)) PARTITION BY KEY (a) PARTITIONS 3");

    private static final List<String> OF_MYSQL =
            List.of(
                    "SET SESSION sql_generate_invisible_primary_key = 1",
                    "CREATE TABLE unkeyed (a INT)",
                    "SET SESSION sql_generate_invisible_primary_key = 0",
                    "CREATE TABLE vectors (id INT PRIMARY KEY, v VECTOR(3), j JSON, KEY made_of ((id + 1)), KEY hid (id) INVISIBLE, KEY parts ((CAST(j->'$.a' AS UNSIGNED ARRAY))))",
                    "INSERT INTO unkeyed VALUES (1), (1), (2)",
                    "INSERT INTO vectors VALUES (1, TO_VECTOR('[1.5,-2,1e-20]'), '{\"a\": [3, 4]}'), (2, NULL, 'null')");

    private static final List<String> OF_MARIADB =
            List.of(
                    "CREATE TABLE addressed (id UUID PRIMARY KEY, a INET6, b INET4, c VARCHAR(100) COMPRESSED, KEY hid (a) IGNORED)",
                    "INSERT INTO addressed VALUES (UUID(), '::1', '10.0.0.1', REPEAT('x', 90)), (UUID(), 'fe80::a', NULL, '\\t')");

    private OddTables() {}

    static void make(Connection connection, boolean isMySql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(
                    "SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO', foreign_key_checks = 0");
            for (String each : OF_BOTH) {
                statement.execute(each);
            }
            for (String each : isMySql ? OF_MYSQL : OF_MARIADB) {
                statement.execute(each);
            }
        }
    }

    static void fill(Connection connection, Random random, int rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION time_zone = '+05:30'");
            statement.execute("INSERT INTO made VALUES (), (), ()");
            statement.execute("INSERT INTO counted (a) VALUES (1), (2), (3)");
            statement.execute("DELETE FROM counted WHERE a = 3");
            statement.execute("INSERT INTO late (a, n) VALUES (1, 0), (2, 9), (3, 8)");
            statement.execute("DELETE FROM late WHERE n = 9");
        }
        for (int i = 1; i <= rows; i++) {
            row(connection, "`select` (`order`, `group`, `key`, `中文`)", i, "\t'" + i, i % 7, null);
            row(connection, "worded", word(i), "warm coat " + i, "\\" + random.nextInt());
            row(connection, "bytewise", bytes(random, 16), i, bytes(random, random.nextInt(400)));
            row(
                    connection,
                    "spelled",
                    i,
                    "中文" + i,
                    "ucs" + i,
                    "äß" + i,
                    "Straße" + i,
                    1 + i % 3,
                    i % 4);
            row(
                    connection,
                    "numbered",
                    i,
                    i,
                    (float) random.nextGaussian(),
                    random.nextGaussian() / i,
                    "-%d:59:59.%06d".formatted(random.nextInt(838), i),
                    1901 + random.nextInt(254),
                    random.nextLong(1L << 33),
                    i % 2,
                    "-0.%030d".formatted(random.nextLong(1L << 60)),
                    "2026-10-25 0%d:30:00.123".formatted(i % 4),
                    "2026-00-00 00:00:00");
            row(connection, "child", i, i == 1 ? null : random.nextInt(1, i), word(i));
            row(connection, "hashed", i, "p" + i % 5);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    INSERT INTO placed
                    SELECT `order`, POINT(`order`, -`order`),
                           ST_GeomFromText('MULTIPOLYGON(((0 0,4 0,4 4,0 0)),((9 9,8 9,8 8,9 9)))'),
                           ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(0 0,1.5 1))')
                    FROM `select`
                    """);
        }
    }

    private static String word(int i) {
        return "01J%023d".formatted(i * 7919);
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void row(Connection connection, String table, @Nullable Object... values)
            throws SQLException {
        String places = "?" + ", ?".repeat(values.length - 1);
        try (PreparedStatement row =
                connection.prepareStatement(
                        "INSERT INTO %s VALUES (%s)".formatted(table, places))) {
            for (int i = 0; i < values.length; i++) {
                row.setObject(i + 1, values[i]);
            }
            row.executeUpdate();
        }
    }
}
