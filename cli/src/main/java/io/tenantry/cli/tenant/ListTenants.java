package io.tenantry.cli.tenant;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.Verb;
import io.tenantry.provisioning.tenant.Tenant;
import io.tenantry.routing.TenantState;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists tenants. */
@Command(name = "list", description = "List tenants, oldest first; not those that are gone.")
final class ListTenants extends Verb {
    private static final Set<TenantState> GONE = EnumSet.of(TenantState.PURGED, TenantState.FAILED);

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only those in this state: ${COMPLETION-CANDIDATES}")
    private @Nullable TenantState state;

    @Option(names = "--all", description = "Also those that are purged or were never made")
    private boolean all;

    ListTenants(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        session()
                .show(
                        TenantShape.SHAPE,
                        AllTenants.of(session().control().tenants()).stream()
                                .filter(this::isWanted)
                                .toList());
        return ExitCode.OK;
    }

    private boolean isWanted(Tenant tenant) {
        return state == null ? all || !GONE.contains(tenant.state()) : tenant.state() == state;
    }
}
