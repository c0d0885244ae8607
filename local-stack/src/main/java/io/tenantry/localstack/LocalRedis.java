package io.tenantry.localstack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Redis of this machine. It keeps nothing: nothing durable may live in Redis. */
public final class LocalRedis extends LocalServer {
    static final String DATA_OPTION = "--dir";

    private final Path executable;
    private final List<String> extraArguments;

    LocalRedis(String name, Path folder, Path executable, List<String> extraArguments) {
        super(name, folder);
        this.executable = executable;
        this.extraArguments = List.copyOf(extraArguments);
    }

    /** Where it answers now. */
    public Redis describe() {
        return new Redis(host(), port(), pid());
    }

    @Override
    void prepare() {
        // Nothing to make: a new Redis is an empty one.
    }

    @Override
    List<String> command(int onPort) {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(List.of("--bind", Ports.HOST, "--port", Integer.toString(onPort)));
        command.addAll(List.of(DATA_OPTION, folder().toString()));
        command.addAll(List.of("--save", "", "--appendonly", "no"));
        if (!Platform.isWindows()) {
            // Else Redis rewrites its command line, by which Leftovers knows it. Unknown to the
            // Redis 5 that there is for Windows.
            command.addAll(List.of("--set-proc-title", "no"));
        }
        command.addAll(extraArguments);
        return command;
    }

    @Override
    Map<String, String> environment() {
        return Map.of();
    }

    @Override
    boolean answers(int onPort, long pid) {
        return Probe.redisProcess(onPort) == pid;
    }
}
