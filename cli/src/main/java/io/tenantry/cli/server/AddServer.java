package io.tenantry.cli.server;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.Verb;
import io.tenantry.provisioning.check.AddedServer;
import io.tenantry.provisioning.server.Capacity;
import io.tenantry.provisioning.server.IntakeChange;
import io.tenantry.provisioning.server.Labels;
import io.tenantry.provisioning.server.ServerRegistration;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds a database server. */
@Command(
        name = "add",
        description = {
            "Check a database server and register it, or its new address or account, if it is fit.",
            "The admin's password comes from --admin-password-file, from TENANTRY_ADMIN_PASSWORD or from a prompt."
        })
final class AddServer extends Verb {
    private static final String PASSWORD_VARIABLE = "TENANTRY_ADMIN_PASSWORD";
    private static final int USUAL_PORT = 3306;

    @Parameters(paramLabel = "NAME", description = "1 to 63 lower-case letters, digits and hyphens")
    private String name = "";

    @Option(
            names = "--host",
            required = true,
            paramLabel = "HOST",
            description = "Its host name or address")
    private String host = "";

    @Option(names = "--port", paramLabel = "N", description = "Its port. Default: 3306")
    private int port = USUAL_PORT;

    @Option(
            names = "--admin-user",
            required = true,
            paramLabel = "NAME",
            description = "An account that may create databases and accounts")
    private String adminUser = "";

    @Option(
            names = "--admin-password-file",
            paramLabel = "FILE",
            description = "A file with its password and nothing else")
    private @Nullable Path adminPasswordFile;

    @Option(
            names = "--label",
            paramLabel = "NAME=VALUE",
            description = "What it is; may be repeated")
    private @Nullable Map<String, String> labels;

    @Option(
            names = "--weight",
            paramLabel = "N",
            description = "Its part of new tenants. Default: 100")
    private @Nullable Integer weight;

    @Option(
            names = "--max-tenants",
            paramLabel = "N",
            description = "When it is full. Default: never")
    private @Nullable Integer maxTenants;

    AddServer(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        ServerRegistration registration =
                new ServerRegistration(
                        name,
                        host,
                        port,
                        adminUser,
                        session()
                                .secret(
                                        adminPasswordFile,
                                        PASSWORD_VARIABLE,
                                        "Password of %s at %s: ".formatted(adminUser, host)));
        AddedServer added =
                session()
                        .control()
                        .checks()
                        .add(registration, intake(), session().control().actor());
        session().show(ServerShape.document(added.overview(), added.report()));
        return ExitCode.OK;
    }

    private IntakeChange intake() {
        return new IntakeChange(
                maxTenants == null ? null : new Capacity(maxTenants, null, null),
                weight,
                labels == null ? null : new Labels(new LinkedHashMap<>(labels)));
    }
}
