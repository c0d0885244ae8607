package io.tenantry.benchmarks.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The load generator {@code wrk}: one thread, keep-alive connections, each with one request at a
 * time (closed loop).
 */
public final class Wrk {

    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path script;

    /**
     * @param script the Lua script that picks the requests
     * @throws MissingWrkException if there is no {@code wrk} on the PATH
     */
    public Wrk(Path script) throws IOException, InterruptedException {
        this.script = script;
        requireInstalled();
    }

    /** How requests are spread over the targets. */
    public enum Distribution {
        HOT,
        ZIPF,
        UNIFORM;

        /** As people and the script write it. */
        public String label() {
            return switch (this) {
                case HOT -> "hot";
                case ZIPF -> "zipf";
                case UNIFORM -> "uniform";
            };
        }
    }

    /**
     * One run.
     *
     * @param clients how many connections, each with a request under way all the time
     * @param seed of the sequence of requests
     * @param pause of a client after each answer, on average; zero for a load as high as it gets
     */
    public record Load(
            Path targets,
            Distribution distribution,
            int clients,
            Duration duration,
            long seed,
            Duration pause) {
        /** A load as high as it gets. */
        public Load(
                Path targets,
                Distribution distribution,
                int clients,
                Duration duration,
                long seed) {
            this(targets, distribution, clients, duration, seed, Duration.ZERO);
        }
    }

    /** What a run saw: counts, and times in microseconds. */
    public record Outcome(
            long requests,
            long micros,
            long p50,
            long p99,
            long max,
            long connectErrors,
            long readErrors,
            long writeErrors,
            long statusErrors,
            long timeouts) {

        /** Answered requests a second that were not errors. */
        public double goodPerSecond() {
            return (requests - statusErrors) * 1e6 / micros;
        }

        /** Everything that was not an answer of 2xx or 3xx. */
        public long errors() {
            return connectErrors + readErrors + writeErrors + statusErrors + timeouts;
        }
    }

    /** Sends the load to a server and waits for the end. */
    public Outcome run(URI server, Load load) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                "wrk",
                                "--threads=1",
                                "--connections=" + load.clients(),
                                "--duration=" + load.duration().toSeconds() + "s",
                                "--timeout=10s",
                                "--script=" + script.toAbsolutePath(),
                                server.toString(),
                                "--",
                                load.targets().toAbsolutePath().toString(),
                                load.distribution().label(),
                                Long.toString(load.seed()),
                                Long.toString(load.pause().toMillis()))
                        .redirectErrorStream(true)
                        .start();
        Thread stopOnExit = new Thread(process::destroyForcibly, "stop wrk");
        Runtime.getRuntime().addShutdownHook(stopOnExit);
        try {
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("wrk failed:\n" + output);
            }
            return outcome(output);
        } finally {
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(stopOnExit);
        }
    }

    /** The outcome is the last line that wrk prints; what it says before is for people. */
    static Outcome outcome(String output) throws JsonProcessingException {
        List<String> lines = output.strip().lines().toList();
        return JSON.readValue(lines.getLast(), Outcome.class);
    }

    private static void requireInstalled() throws IOException, InterruptedException {
        try {
            // Without arguments wrk prints its usage and ends.
            new ProcessBuilder("wrk").redirectErrorStream(true).start().waitFor();
        } catch (IOException e) {
            throw new MissingWrkException(e);
        }
    }

    /** The load generator is not installed. */
    public static final class MissingWrkException extends IOException {
        private static final long serialVersionUID = 1L;

        MissingWrkException(IOException cause) {
            super(
                    "The load generator 'wrk' is not on the PATH. Install it with your system's"
                            + " package manager: 'apt-get install wrk' on Debian and Ubuntu, 'brew"
                            + " install wrk' on macOS.",
                    cause);
        }
    }
}
