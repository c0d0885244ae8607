package io.tenantry.localstack;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A {@code mysqld} on the PATH. */
final class InstalledMySql {
    private static final Pattern RELEASE = Pattern.compile("Ver (\\d+)\\.(\\d+)\\.(\\d+)");

    private InstalledMySql() {}

    /** Its command, if there is one that will do. */
    static Optional<List<String>> command() {
        return command(System.getenv().getOrDefault("PATH", ""));
    }

    /**
     * The first in these folders that is MySQL, for MariaDB installs itself under that name too,
     * and of a release that Tenantry works with.
     */
    static Optional<List<String>> command(String folders) {
        return Stream.of(folders.split(Pattern.quote(File.pathSeparator)))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, Platform.executable("mysqld")))
                .filter(Files::isExecutable)
                .filter(mysqld -> isFit(version(mysqld)))
                .findFirst()
                .map(mysqld -> List.of(mysqld.toString(), "--no-defaults"));
    }

    /** What it says of itself; empty if it cannot even do that. */
    private static String version(Path mysqld) {
        try {
            Process version =
                    new ProcessBuilder(mysqld.toString(), "--no-defaults", "--version")
                            .redirectErrorStream(true)
                            .start();
            version.getOutputStream().close();
            return new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unusable) {
            return "";
        }
    }

    /** 8.4 or newer, but not the releases that lose data when they restart. */
    private static boolean isFit(String version) {
        Matcher release = RELEASE.matcher(version);
        if (version.contains("MariaDB") || !release.find()) {
            return false;
        }
        int major = Integer.parseInt(release.group(1));
        int minor = Integer.parseInt(release.group(2));
        int patch = Integer.parseInt(release.group(3));
        return major == 8 ? minor >= 4 && patch >= 2 : major > 9 || (major == 9 && minor >= 1);
    }
}
