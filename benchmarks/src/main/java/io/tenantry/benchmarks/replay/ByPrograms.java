package io.tenantry.benchmarks.replay;

import io.tenantry.benchmarks.workbench.BenchmarkFailedException;
import io.tenantry.localstack.DatabaseServer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The server's own: {@code mysqlbinlog --rewrite-db … | mysql}, from its own log on its own disk.
 */
final class ByPrograms implements ReplayWay {
    private final List<String> reader;
    private final List<String> client;
    private final DatabaseServer server;
    private final ChangedTenant.Changes changed;

    ByPrograms(
            List<String> reader,
            List<String> client,
            DatabaseServer server,
            ChangedTenant.Changes changed) {
        this.reader = reader;
        this.client = client;
        this.server = server;
        this.changed = changed;
    }

    @Override
    public String name() {
        return Path.of(reader.getLast()).getFileName()
                + " | "
                + Path.of(client.getLast()).getFileName();
    }

    @Override
    public void replayInto(String target) throws Exception {
        List<String> read = new ArrayList<>(reader);
        read.addAll(
                List.of(
                        "--skip-gtids",
                        "--rewrite-db=%s->%s".formatted(changed.database(), target),
                        "--database=" + target,
                        "--start-position=" + changed.from(),
                        "--stop-position=" + changed.to(),
                        changed.logFile().toString()));
        List<String> write = new ArrayList<>(client);
        write.addAll(
                List.of(
                        "--host=" + server.host(),
                        "--port=" + server.port(),
                        "--user=" + server.adminUser(),
                        "--protocol=TCP",
                        "--ssl-mode=DISABLED",
                        "--get-server-public-key",
                        "--binary-mode"));
        ProcessBuilder writer = new ProcessBuilder(write).redirectError(Redirect.INHERIT);
        writer.environment().putAll(Map.of("MYSQL_PWD", server.adminPassword()));
        writer.redirectOutput(Redirect.DISCARD);
        List<Process> pipeline =
                ProcessBuilder.startPipeline(
                        List.of(new ProcessBuilder(read).redirectError(Redirect.INHERIT), writer));
        for (Process each : pipeline) {
            if (each.waitFor() != 0) {
                throw new BenchmarkFailedException(name() + " failed");
            }
        }
    }
}
