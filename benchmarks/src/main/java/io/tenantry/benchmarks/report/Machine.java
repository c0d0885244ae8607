package io.tenantry.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where a report was made.
 *
 * @param processor the processor's own name, where the system tells it
 * @param memoryMebibytes all memory of the machine
 * @param load the system's load average of the last minute as the run began; above about 0.5 other
 *     work disturbed it
 */
public record Machine(
        String system,
        String processor,
        int cores,
        long memoryMebibytes,
        String java,
        double load) {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /** This machine, now. */
    public static Machine here() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        long memory =
                system instanceof com.sun.management.OperatingSystemMXBean known
                        ? known.getTotalMemorySize() >> 20
                        : 0;
        return new Machine(
                system.getName() + " " + system.getVersion(),
                processorName(),
                system.getAvailableProcessors(),
                memory,
                Runtime.version().toString(),
                system.getSystemLoadAverage());
    }

    private static String processorName() {
        if (!Files.isReadable(PROCESSORS)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
