package io.tenantry.routing.mysql;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The release of a database server, as {@code SELECT VERSION()} tells it.
 *
 * @param engine whose server it is
 * @param major the first number of the release, as the second and third: at least 0
 * @param text the server's own words, at most {@value #MAX_TEXT} characters of them
 */
public record ServerVersion(Engine engine, int major, int minor, int patch, String text)
        implements Comparable<ServerVersion> {
    private static final int MAX_TEXT = 100;
    private static final Comparator<ServerVersion> ORDER =
            Comparator.comparing(ServerVersion::engine)
                    .thenComparingInt(ServerVersion::major)
                    .thenComparingInt(ServerVersion::minor)
                    .thenComparingInt(ServerVersion::patch);
    // MariaDB 10 and 11 put "5.5.5-" in front when a client might be old.
    private static final Pattern FORM =
            Pattern.compile(
                    "(?:5\\.5\\.5-(?=\\d+\\.\\d+\\.\\d+-mariadb))?(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})(.*)",
                    Pattern.DOTALL);

    /** Whose server it is. */
    public enum Engine {
        /** MySQL, and what is built from it under the same version numbers. */
        MYSQL,
        /** MariaDB. */
        MARIADB,
        /** A server that only speaks the protocol (TiDB, say), or a text that is no version. */
        UNKNOWN;

        /** The engine's name in lower case. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads what a server says of itself. It never throws: a text that is no version is of {@link
     * Engine#UNKNOWN} and therefore refused.
     */
    public static ServerVersion parse(String versionString) {
        String text =
                versionString.length() <= MAX_TEXT
                        ? versionString
                        : versionString.substring(0, MAX_TEXT);
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return new ServerVersion(Engine.UNKNOWN, 0, 0, 0, text);
        }
        return new ServerVersion(
                engineOf(matcher.group(4)),
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                text);
    }

    private static Engine engineOf(String suffix) {
        if (suffix.contains("mariadb")) {
            return Engine.MARIADB;
        }
        return suffix.contains("tidb") || suffix.contains("vitess") ? Engine.UNKNOWN : Engine.MYSQL;
    }

    /** Engine and release in one word, for instance {@code mysql-9.7.4}. */
    public String release() {
        return "%s-%s".formatted(engine.code(), number());
    }

    /**
     * Why this release may hold no tenant, and what to do; empty if it may.
     *
     * <p>MySQL 8.0.38, 8.4.1 and 9.0.0 do not start again once they hold more than about 8,000
     * tables (MySQL bug 115517), which a fleet of tenants reaches soon.
     */
    public Optional<String> refusal() {
        return switch (engine) {
            case MYSQL -> mysqlRefusal();
            case MARIADB ->
                    isAtLeast(10, 11)
                            ? Optional.empty()
                            : Optional.of(
                                    "MariaDB %s is too old; use MariaDB 10.11 or newer"
                                            .formatted(number()));
            case UNKNOWN ->
                    Optional.of(
                            "the server is neither MySQL nor MariaDB (it says \"%s\"); use MySQL 8.4 or newer, or MariaDB 10.11 or newer"
                                    .formatted(text));
        };
    }

    private Optional<String> mysqlRefusal() {
        String number = number();
        return switch (number) {
            case "8.0.38", "8.4.1", "9.0.0" ->
                    Optional.of(
                            "MySQL %s does not start again once it holds more than about 8,000 tables; upgrade it to 8.0.39, 8.4.2 or 9.1 at least"
                                    .formatted(number));
            default ->
                    isSupportedMysql()
                            ? Optional.empty()
                            : Optional.of(
                                    "MySQL %s is not supported; use 8.0.39 or a later 8.0, 8.4.2 or a later 8.4, or 9.1 or newer"
                                            .formatted(number));
        };
    }

    private boolean isSupportedMysql() {
        if (major == 8) {
            return minor == 0 ? patch >= 39 : minor >= 4;
        }
        return isAtLeast(9, 1);
    }

    private boolean isAtLeast(int wantedMajor, int wantedMinor) {
        return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }

    private String number() {
        return "%d.%d.%d".formatted(major, minor, patch);
    }

    @Override
    public int compareTo(ServerVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return release();
    }
}
