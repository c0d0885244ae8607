package io.tenantry.benchmarks.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A short-lived JVM with this one's class path: what is measured in it begins from nothing. */
public final class JavaProcess {

    private JavaProcess() {}

    /** The {@code java} that this JVM was started with. */
    public static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * Runs a main class to its end.
     *
     * @param environment added to this process's own; the place for passwords
     * @return the last line that it printed
     * @throws IOException if it ends with another status than 0
     */
    public static String run(
            Class<?> main,
            List<String> jvmOptions,
            List<String> arguments,
            Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(executable());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(main.getSimpleName() + " failed:\n" + output);
            }
            return output.strip().lines().toList().getLast();
        } finally {
            process.destroyForcibly();
        }
    }
}
