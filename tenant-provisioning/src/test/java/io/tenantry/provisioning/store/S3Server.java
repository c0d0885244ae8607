package io.tenantry.provisioning.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.s3.S3Client;

/** A real S3 server in a process of its own, which keeps its objects in memory. */
public final class S3Server implements AutoCloseable {
    public static final String BUCKET = "backups";
    private static final S3Settings.Login LOGIN = new S3Settings.Login("tester", "not-a-secret");

    private final Process process;
    private final Path settings;
    private final int port;

    private S3Server(Process process, Path settings, int port) {
        this.process = process;
        this.settings = settings;
        this.port = port;
    }

    /** Starts one and makes a bucket. */
    public static S3Server start() {
        try {
            int port = freePort();
            Path settings = Files.createTempFile("s3proxy", ".properties");
            Files.writeString(
                    settings,
                    """
                    s3proxy.endpoint=http://127.0.0.1:%d
                    s3proxy.authorization=aws-v2-or-v4
                    s3proxy.identity=%s
                    s3proxy.credential=%s
                    jclouds.provider=transient-nio2
                    """
                            .formatted(port, LOGIN.accessKey(), LOGIN.secretKey()));
            Process process =
                    new ProcessBuilder(
                                    ProcessHandle.current().info().command().orElse("java"),
                                    "-XX:TieredStopAtLevel=1",
                                    "-Xmx256m",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    "org.gaul.s3proxy.Main",
                                    "--properties",
                                    settings.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            S3Server server = new S3Server(process, settings, port);
            server.awaitOpen();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitOpen() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(this::answers);
        try (S3Client client = client()) {
            client.createBucket(request -> request.bucket(BUCKET));
        }
    }

    private boolean answers() {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static S3Settings settings(int port, String bucket, S3Settings.Login login) {
        return new S3Settings(
                bucket,
                "tenantry/main",
                null,
                URI.create("http://127.0.0.1:" + port),
                true,
                login,
                LockMode.OFF);
    }

    /** Where its objects are. */
    public S3Settings settings() {
        return settings(port, BUCKET, LOGIN);
    }

    S3Settings settings(String bucket) {
        return settings(port, bucket, LOGIN);
    }

    S3Settings settings(S3Settings.Login login) {
        return settings(port, BUCKET, login);
    }

    S3Client client() {
        return S3Connection.open(settings());
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Files.deleteIfExists(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
