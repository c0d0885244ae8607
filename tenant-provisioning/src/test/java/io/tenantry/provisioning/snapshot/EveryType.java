package io.tenantry.provisioning.snapshot;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/** A database with everything that a copy has to carry, and rows of any kind, from a seed. */
public final class EveryType {
    private static final String TEXTS = "aZ09 \t\n\r\\'\"%_;{}?$\0,`äß中文字😀𝒳\u0001\u001a\u007f";

    private EveryType() {}

    public static void makeSchema(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("SET SESSION sql_mode = ''");
            statement.execute(
                    """
                    CREATE TABLE `every ``type` (
                        id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
                        tiny TINYINT, small SMALLINT UNSIGNED, medium MEDIUMINT, big BIGINT,
                        bits BIT(64), one_bit BIT(1), flag BOOLEAN,
                        exact DECIMAL(65,30), money DECIMAL(12,2) UNSIGNED,
                        approx FLOAT, doubled DOUBLE,
                        day DATE, moment DATETIME(6), stamped TIMESTAMP(6) NULL, clock TIME(6), y YEAR,
                        fixed CHAR(20), varied VARCHAR(200), latin VARCHAR(50) CHARACTER SET latin1,
                        exactly VARCHAR(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
                        wide VARCHAR(20) CHARACTER SET utf16,
                        tinytexts TINYTEXT, texts TEXT, longs LONGTEXT,
                        bin BINARY(16), varbin VARBINARY(100), tinyb TINYBLOB, b BLOB, longb LONGBLOB,
                        choice ENUM('red','it''s','中'), many SET('a','b','c c'),
                        doc JSON,
                        place POINT, shape GEOMETRY,
                        twice BIGINT GENERATED ALWAYS AS (tiny * 2) VIRTUAL,
                        kept VARCHAR(210) GENERATED ALWAYS AS (CONCAT(varied, '!')) STORED,
                        hidden INT DEFAULT 7 INVISIBLE,
                        KEY by_day (day, varied(10)), FULLTEXT KEY words (texts),
                        CHECK (tiny IS NULL OR tiny > -1000)
                    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COMMENT 'braces {} and ? and ''quotes'''
                    """);
            statement.execute(
                    """
                    CREATE TABLE parted (id INT NOT NULL, at DATE NOT NULL, note VARCHAR(20), PRIMARY KEY (id, at))
                    PARTITION BY RANGE (YEAR(at))
                    (PARTITION p1 VALUES LESS THAN (2020), PARTITION p2 VALUES LESS THAN MAXVALUE)
                    """);
            statement.execute("CREATE TABLE keyless (a INT, b VARCHAR(50))");
            statement.execute("CREATE TABLE nobody (a INT PRIMARY KEY)");
            statement.execute("CREATE TABLE hen (id INT PRIMARY KEY, egg INT)");
            statement.execute(
                    "CREATE TABLE egg (id INT PRIMARY KEY, hen INT, CONSTRAINT laid FOREIGN KEY (hen) REFERENCES hen (id))");
            statement.execute(
                    "ALTER TABLE hen ADD CONSTRAINT hatched FOREIGN KEY (egg) REFERENCES egg (id) ON DELETE SET NULL");
            statement.execute("CREATE TABLE fired (what VARCHAR(50))");
            statement.execute(
                    "CREATE FUNCTION doubled(n INT) RETURNS INT DETERMINISTIC RETURN n * 2");
            statement.execute(
                    "CREATE PROCEDURE note(IN t VARCHAR(50)) BEGIN INSERT INTO fired VALUES (CONCAT(t, '{?}')); END");
            statement.execute("CREATE VIEW b_below AS SELECT a, doubled(a) AS d FROM keyless");
            // Alphabetically before the one that it stands on.
            statement.execute("CREATE VIEW a_on_b AS SELECT a + 1 AS c, d FROM b_below");
            statement.execute(
                    "CREATE TRIGGER second BEFORE INSERT ON keyless FOR EACH ROW SET NEW.b = CONCAT(NEW.b, '2')");
            statement.execute(
                    "CREATE TRIGGER first BEFORE INSERT ON keyless FOR EACH ROW PRECEDES second SET NEW.b = CONCAT(NEW.b, '1')");
            statement.execute(
                    "CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY STARTS '2031-01-01 02:00:00' DISABLE DO DELETE FROM fired");
        }
    }

    public static void fill(Connection connection, long seed, int rows) throws SQLException {
        Random random = new Random(seed);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO', foreign_key_checks = 0, time_zone = '+00:00'");
            statement.execute("INSERT INTO hen VALUES (1, 1), (2, NULL)");
            statement.execute("INSERT INTO egg VALUES (1, 1), (2, 2)");
            statement.execute(
                    "INSERT INTO parted VALUES (1, '2019-01-01', 'old'), (2, '2026-11-24', 'new')");
            statement.execute(
                    "INSERT INTO keyless VALUES (1, 'same'), (1, 'same'), (NULL, NULL), (2, '')");
            statement.execute(
                    """
                    INSERT INTO `every ``type` (id, day, moment, stamped, y, many, choice, exact, approx, doubled, hidden)
                    VALUES (0, '0000-00-00', '0000-00-00 00:00:00', NULL, 0, '', '', -99999999999999999999999999999999999.999999999999999999999999999999, 1.17549e-38, 2.2250738585072014e-308, 0),
                           (1, '2024-00-00', '9999-12-31 23:59:59.999999', '2038-01-19 03:14:07.999999', 2155, 'a,b', 'it''s', 0, 16777217, -1.7976931348623157e308, NULL),
                           (9223372036854775000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0.1, 0.1, 5)
                    """);
        }
        try (PreparedStatement row =
                connection.prepareStatement(
                        """
                        INSERT INTO `every ``type`
                            (tiny, small, medium, big, bits, one_bit, flag, exact, money, approx, doubled, day,
                             moment, stamped, clock, y, fixed, varied, latin, exactly, wide, tinytexts, texts,
                             longs, bin, varbin, tinyb, b, longb, choice, many, doc, place, shape, hidden, id)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                                ?, ?, ?, ?, ST_GeomFromText(?), ST_GeomFromText(?, 4326), ?, ?)
                        """)) {
            for (int i = 0; i < rows; i++) {
                bind(row, random, 100 + i);
                row.executeUpdate();
            }
        }
    }

    private static void bind(PreparedStatement row, Random random, int id) throws SQLException {
        Object[] values = {
            random.nextInt(256) - 128,
            random.nextInt(65_536),
            random.nextInt(1 << 24) - (1 << 23),
            random.nextLong(),
            random.nextLong(),
            random.nextBoolean(),
            random.nextBoolean(),
            "%d.%09d".formatted(random.nextLong(), random.nextInt(1_000_000_000)),
            "%d.%02d".formatted(random.nextInt(1_000_000), random.nextInt(100)),
            Float.intBitsToFloat(random.nextInt(0x7f000000)),
            random.nextGaussian() * Math.pow(10, random.nextInt(200) - 100),
            "%d-%02d-%02d"
                    .formatted(
                            1000 + random.nextInt(9000),
                            1 + random.nextInt(12),
                            1 + random.nextInt(28)),
            "20%02d-01-%02d 23:59:%02d.%06d"
                    .formatted(
                            random.nextInt(100),
                            1 + random.nextInt(31),
                            random.nextInt(60),
                            random.nextInt(1_000_000)),
            "20%02d-03-%02d 02:30:00.%06d"
                    .formatted(
                            random.nextInt(38), 1 + random.nextInt(31), random.nextInt(1_000_000)),
            "%s%d:%02d:00.%06d"
                    .formatted(
                            random.nextBoolean() ? "-" : "",
                            random.nextInt(838),
                            random.nextInt(60),
                            random.nextInt(1_000_000)),
            1901 + random.nextInt(254),
            text(random, 20),
            text(random, 200),
            latin(random, 50),
            text(random, 50),
            text(random, 20),
            text(random, 30),
            text(random, 2_000),
            text(random, 5_000),
            bytes(random, 16),
            bytes(random, 100),
            bytes(random, 255),
            bytes(random, 3_000),
            bytes(random, 10_000),
            1 + random.nextInt(3),
            random.nextInt(8),
            "{\"k\": \"%s\", \"n\": [%d, null, 1.5e10]}".formatted(json(random), random.nextInt()),
            "POINT(%d %f)".formatted(random.nextInt(100), random.nextDouble()),
            "LINESTRING(%d 2, 3 4, 5 %d)".formatted(random.nextInt(80), random.nextInt(80)),
            random.nextInt(),
            id
        };
        for (int i = 0; i < values.length; i++) {
            // Now and then nothing at all, where that may be.
            boolean isNull = i < values.length - 1 && random.nextInt(12) == 0;
            row.setObject(i + 1, isNull ? null : values[i]);
        }
    }

    private static String text(Random random, int longest) {
        int[] alphabet = TEXTS.codePoints().toArray();
        int length = random.nextInt(longest);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
        }
        // What a column of characters would cut off is no test of the copy.
        return text.codePointCount(0, text.length()) > longest ? "" : text.toString();
    }

    private static String latin(Random random, int longest) {
        return new String(bytes(random, longest), StandardCharsets.ISO_8859_1)
                .replaceAll("[\\x80-\\x9f]", "é");
    }

    private static String json(Random random) {
        return text(random, 50).replaceAll("[\\x00-\\x1f\\\\\"]", "\\\\\\\\");
    }

    private static byte[] bytes(Random random, int longest) {
        byte[] bytes = new byte[random.nextInt(longest)];
        random.nextBytes(bytes);
        return bytes;
    }
}
