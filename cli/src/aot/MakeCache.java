import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes the cache with which {@code tenantry} starts fast (JEP 483, JEP 514): has real commands run
 * once, against a server that only pretends, and keeps what the JVM loaded and linked for them.
 * Part of the package step; a source program, because nothing of it belongs into the product.
 *
 * <p>{@code java src/aot/MakeCache.java TARGET JAR}. Without a cache the command line starts plainly,
 * so nothing here fails a build.
 */
public class MakeCache {
    private static final int PATIENCE_SECONDS = 120;

    public static void main(String[] arguments) throws Exception {
        Path target = Path.of(arguments[0]).toAbsolutePath();
        Path jar = Path.of(arguments[1]).toAbsolutePath();
        Path cache = target.resolve("tenantry.aot");
        if (isNewer(cache, jar, target.resolve("lib"))) {
            return;
        }
        Files.deleteIfExists(cache);
        try (Stream<Path> libraries = Files.list(target.resolve("lib"))) {
            for (Path library : libraries.sorted().toList()) {
                ModernClasses.upgrade(library);
            }
        }
        Path work = Files.createDirectories(target.resolve("aot"));
        // What asks no server starts faster still with a cache that holds no more than it needs: all that
        // is in a cache is made ready at the start. Made first: the other says that both are there.
        Path offline = target.resolve("tenantry-offline.aot");
        Files.deleteIfExists(offline);
        run(
                work,
                List.of(
                        tool("java"), "-XX:AOTCacheOutput=" + offline, "-XX:+UseSerialGC",
                        "-jar", jar.toString(), "--version"));
        try (PretendedServer server = PretendedServer.start(keys(work))) {
            rehearse(jar, cache, work, server.port());
        }
        System.out.println(
                Files.exists(cache)
                        ? "tenantry.aot: %d MiB".formatted(Files.size(cache) >> 20)
                        : "no cache was made, see %s; tenantry starts plainly".formatted(log(work)));
    }

    private static boolean isNewer(Path cache, Path jar, Path libraries) throws IOException {
        if (Files.notExists(cache)) {
            return false;
        }
        try (Stream<Path> files = Stream.concat(Stream.of(jar), Files.list(libraries))) {
            long made = cache.toFile().lastModified();
            return files.map(Path::toFile).mapToLong(File::lastModified).allMatch(at -> at <= made);
        }
    }

    /** A key for the pretended server: what TLS loads is a good part of a start. */
    private static Path keys(Path work) throws IOException, InterruptedException {
        Path keys = work.resolve("keys.p12");
        Files.deleteIfExists(keys);
        run(
                work,
                List.of(
                        tool("keytool"), "-genkeypair", "-keystore", keys.toString(),
                        "-storetype", "PKCS12", "-storepass", PretendedServer.PASSWORD,
                        "-alias", "server", "-keyalg", "RSA", "-keysize", "2048",
                        "-dname", "CN=pretended", "-validity", "2"));
        return keys;
    }

    private static void rehearse(Path jar, Path cache, Path work, int port)
            throws IOException, InterruptedException {
        Path settings =
                Files.writeString(
                        work.resolve("application.properties"),
                        """
                        quarkus.datasource.jdbc.url=jdbc:mysql://127.0.0.1:%d/tenantry?connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true
                        quarkus.datasource.username=nobody
                        quarkus.datasource.password=nothing
                        tenantry.secrets.master-key=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=
                        """
                                .formatted(port));
        run(
                work,
                List.of(
                        tool("java"), "-XX:AOTCacheOutput=" + cache, "-XX:+UseSerialGC",
                        "-cp", jar.toString(), "io.tenantry.cli.Rehearsal", settings.toString()));
    }

    private static void run(Path work, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
        builder.environment().keySet().removeIf(name -> name.startsWith("JAVA_TOOL") || name.startsWith("JDK_JAVA"));
        Process process =
                builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log(work).toFile()))
                        .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private static Path log(Path work) {
        return work.resolve("log");
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
