package io.tenantry.localstack;

import io.tenantry.localstack.StackException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A database server of this machine, with its binary log on and an administrator's account. */
public final class LocalDatabaseServer extends LocalServer {
    static final String DATA_OPTION = "--datadir=";

    private final DatabaseSoftware software;
    private final DatabaseAccounts accounts;
    private final int serverId;
    private final boolean durable;
    private final List<String> extraArguments;

    LocalDatabaseServer(
            String name,
            Path folder,
            DatabaseSoftware software,
            DatabaseAccounts accounts,
            int serverId,
            boolean durable,
            List<String> extraArguments) {
        super(name, folder);
        this.software = software;
        this.accounts = accounts;
        this.serverId = serverId;
        this.durable = durable;
        this.extraArguments = List.copyOf(extraArguments);
    }

    /** Where it answers now, and its administrator. */
    public DatabaseServer describe() {
        return new DatabaseServer(
                name(),
                software.engine(),
                host(),
                port(),
                DatabaseAccounts.ADMIN_USER,
                accounts.adminPassword(),
                pid());
    }

    /** The data is made under another name first, so that a half-made folder is never served. */
    @Override
    void prepare() {
        FileTrees.makeEmpty(temporary());
        Path data = data();
        if (!Files.isDirectory(data)) {
            Path unfinished = folder().resolve("data.unfinished");
            FileTrees.makeEmpty(unfinished);
            if (durable) {
                initialise(unfinished);
            } else {
                NewDataFolder.copyInto(unfinished, software);
                writeAccounts();
            }
            FileTrees.publish(unfinished, data);
        }
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    List<String> command(int onPort) {
        List<String> command = new ArrayList<>(software.executable());
        command.add(DATA_OPTION + data());
        command.add(temporaryOption());
        command.add("--port=" + onPort);
        command.add("--bind-address=" + Ports.HOST);
        command.add("--skip-name-resolve");
        // Relative to the data folder: the length of a socket's path is limited to 107 bytes.
        command.add("--socket=server.sock");
        command.add("--pid-file=" + pidFile());
        command.add("--server-id=" + serverId);
        command.add("--log-bin=binlog");
        command.add("--binlog-format=ROW");
        // Else only an administrator may make triggers. (Loose: some release may not know it.)
        command.add("--loose-log-bin-trust-function-creators=ON");
        command.add("--binlog-row-metadata=FULL");
        command.add("--innodb-buffer-pool-size=128M");
        // As a server of many tenants should have it: by default their tables push each other out.
        command.add("--local-infile=1");
        command.add("--table-open-cache=8000");
        command.add("--table-open-cache-instances=1");
        command.add("--table-definition-cache=8000");
        command.addAll(software.serverArguments());
        command.addAll(hastyArguments());
        if (Files.exists(accountsFile())) {
            command.add("--init-file=" + accountsFile());
        }
        command.addAll(extraArguments);
        return command;
    }

    @Override
    Map<String, String> environment() {
        return software.environment();
    }

    /**
     * A server writes its pid file after it has got the port, so a stranger there is not taken for
     * it.
     */
    @Override
    boolean answers(int onPort, long pid) {
        return Files.exists(pidFile()) && Probe.greets(onPort);
    }

    /** It holds passwords, so it goes as soon as the server has read it. */
    @Override
    void settle() {
        try {
            Files.deleteIfExists(accountsFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the first start has to do on copied data; a start that fails leaves it to the next. */
    private void writeAccounts() {
        List<String> lines = new ArrayList<>();
        lines.add("SET SESSION sql_log_bin = 0;");
        accounts.statements().forEach(statement -> lines.add(statement + ";"));
        try {
            Secrets.publish(accountsFile(), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path accountsFile() {
        return folder().resolve("accounts.sql");
    }

    private Path data() {
        return folder().resolve("data");
    }

    private Path pidFile() {
        return folder().resolve("server.pid");
    }

    private Path temporary() {
        return folder().resolve("tmp");
    }

    /** MariaDB removes other servers' temporary tables from a shared folder when it starts. */
    private String temporaryOption() {
        return "--tmpdir=" + temporary();
    }

    private List<String> hastyArguments() {
        return durable ? List.of() : software.hastyArguments();
    }

    private void initialise(Path unfinished) {
        try {
            List<String> options =
                    new ArrayList<>(List.of(DATA_OPTION + unfinished, temporaryOption()));
            options.addAll(hastyArguments());
            int exitCode =
                    software.initialise(options, accounts.statements(), ChildProcess.log(folder()));
            if (exitCode != 0) {
                throw initialisationFailed("exit code " + exitCode);
            }
        } catch (IOException e) {
            // The server ended before it had read all: it told why.
            throw initialisationFailed(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw initialisationFailed("interrupted");
        }
    }

    private StackException initialisationFailed(String why) {
        return new StackException(
                Reason.START_FAILED,
                "%s: making the data folder failed (%s). The end of %s:%n%s"
                        .formatted(
                                name(),
                                why,
                                ChildProcess.log(folder()),
                                ChildProcess.logTail(folder())));
    }
}
