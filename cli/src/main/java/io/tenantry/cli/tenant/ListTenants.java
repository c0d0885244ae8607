package io.tenantry.cli.tenant;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.Verb;
import io.tenantry.provisioning.tenant.Tenant;
import io.tenantry.provisioning.tenant.TenantCatalogue;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists tenants. */
@Command(name = "list", description = "List tenants, oldest first; not those that are gone.")
final class ListTenants extends Verb {
    private static final int PAGE = 500;
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
        session().show(TenantShape.SHAPE, wanted(session().control().tenants()));
        return ExitCode.OK;
    }

    private List<Tenant> wanted(TenantCatalogue catalogue) {
        List<Tenant> wanted = new ArrayList<>();
        TenantId after = null;
        List<Tenant> page;
        do {
            page = catalogue.list(after, PAGE);
            page.stream().filter(this::isWanted).forEach(wanted::add);
            after = page.isEmpty() ? after : page.getLast().id();
        } while (page.size() == PAGE);
        return wanted;
    }

    private boolean isWanted(Tenant tenant) {
        return state == null ? all || !GONE.contains(tenant.state()) : tenant.state() == state;
    }
}
