package io.tenantry.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.provisioning.ContributedSteps;
import io.tenantry.provisioning.Provisioning;
import io.tenantry.provisioning.ProvisioningSettings;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.tenant.AdministratorWish;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.PurgeTenant;
import io.tenantry.provisioning.tenant.RouteAnnouncer;
import io.tenantry.provisioning.tenant.TenantCreation;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.server.ServerTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * Whoever journals an operation plans all of its steps, also those that only this server can run:
 * else what the command line asks for would lack them.
 */
@ServerTest
class ContributedStepsTest {
    @Inject DataSource controlPlane;
    @Inject SecretBox secrets;
    @Inject @Any Instance<Step<CreateTenant>> creation;
    @Inject @Any Instance<Step<PurgeTenant>> purge;

    @Test
    void aProcessThatKnowsNoneOfThemPlansThemAll() {
        JsonNode admin = new AdministratorWish("ada@acme.example", "Ada", null).journaled();
        try (Provisioning commandLine =
                Provisioning.assemble(
                        controlPlane,
                        secrets,
                        Clock.systemUTC(),
                        RouteAnnouncer.SILENT,
                        ContributedSteps.NONE,
                        ProvisioningSettings.defaults("bare"))) {
            for (String kind :
                    List.of(TenantCreation.NAME, TenantCreation.CLONE, TenantCreation.RESTORE)) {
                assertThat(
                                plan(
                                        commandLine,
                                        kind,
                                        new CreateTenant("acme", "A", null, null, admin)
                                                .ofSignUp("s")))
                        .containsAll(creation.stream().map(Step::name).toList());
            }
            assertThat(plan(commandLine, "tenant.purge", new PurgeTenant(1, "ada")))
                    .containsAll(purge.stream().map(Step::name).toList());
        }
    }

    private static List<String> plan(Provisioning provisioning, String kind, Object input) {
        return provisioning.runner().kinds().stream()
                .filter(known -> known.name().equals(kind))
                .findFirst()
                .map(known -> plan(known, input))
                .orElseThrow();
    }

    private static <I> List<String> plan(OperationKind<I> kind, Object input) {
        return kind.plan(kind.inputType().cast(input));
    }
}
