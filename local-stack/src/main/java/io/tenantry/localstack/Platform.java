package io.tenantry.localstack;

import java.util.Locale;

/** The operating system at hand. */
final class Platform {
    private static final String OS = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);

    private Platform() {}

    static boolean isWindows() {
        return OS.startsWith("windows");
    }

    static boolean isMac() {
        return OS.startsWith("mac");
    }

    /** Database servers refuse to run as root unless they are told to. */
    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    static String executable(String name) {
        return isWindows() ? name + ".exe" : name;
    }
}
