package io.tenantry.cli.tenant;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.Verb;
import io.tenantry.cli.control.Control;
import io.tenantry.provisioning.tenant.CreateTenant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a tenant. */
@Command(name = "create", description = "Make a tenant with a database of its own.")
final class CreateTenantVerb extends Verb {
    @Parameters(
            paramLabel = "SLUG",
            description = "3 to 40 lower-case letters, digits and hyphens, a letter first")
    private String slug = "";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What people call it. Default: the slug")
    private @Nullable String name;

    @Option(names = "--plan", paramLabel = "PLAN", description = "The plan's code")
    private @Nullable String plan;

    @Option(
            names = "--server",
            paramLabel = "SERVER",
            description = "The database server to lie on")
    private @Nullable String server;

    @Option(
            names = "--label",
            paramLabel = "NAME=VALUE",
            description = "What the database server must have; may be repeated")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Mixin private FirstAdministrator admin = new FirstAdministrator();

    CreateTenantVerb(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        Control control = session().control();
        String called = name == null ? slug : name;
        CreateTenant wish =
                new CreateTenant(
                        slug, called, plan, server, labels, admin.wish(session(), slug, called));
        return TenantAnswer.finish(
                session(), control.provisioning().tenants().create(wish, control.actor()));
    }
}
