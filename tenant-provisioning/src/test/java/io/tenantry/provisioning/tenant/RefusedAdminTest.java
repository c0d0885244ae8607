package io.tenantry.provisioning.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.localstack.DatabaseServer;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.server.ServerRegistration;
import io.tenantry.routing.Ulid;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The admin of a registered server loses a right, and gets it back. */
class RefusedAdminTest {
    private static final String LIMITED = "limited";

    private static final String ADMIN =
            "admin_" + Ulid.next().toLowerCase(Locale.ROOT).substring(10);

    private static TestFleet fleet;
    private static TestReplica replica;

    @BeforeAll
    static void open() {
        fleet = TestFleet.create();
        replica = TestReplica.on(fleet);
        fleet.executeOnServer("CREATE USER %s IDENTIFIED BY 'may-do-all'".formatted(ADMIN));
        fleet.executeOnServer("GRANT ALL ON *.* TO %s WITH GRANT OPTION".formatted(ADMIN));
        DatabaseServer server = fleet.server();
        fleet.servers()
                .register(
                        new ServerRegistration(
                                LIMITED, server.host(), server.port(), ADMIN, "may-do-all"),
                        TestFleet.OPERATOR);
        // Records the changelog.
        assertThat(created("first").state()).isEqualTo(OperationState.SUCCEEDED);
    }

    @AfterAll
    static void close() {
        replica.close();
        fleet.executeOnServer("DROP USER " + ADMIN);
        fleet.close();
    }

    private static OperationId create(String slug) {
        return replica.tenants()
                .create(new CreateTenant(slug, slug, null, LIMITED, null), TestFleet.OPERATOR)
                .operation();
    }

    private static Operation created(String slug) {
        return replica.await(create(slug));
    }

    /** With the first two what was made can be taken back without the right, with the last not. */
    @ParameterizedTest
    @ValueSource(strings = {"CREATE", "GRANT OPTION", "CREATE, DROP"})
    void aCreationSaysWhatToCheckAndLeavesNothingWhenTheRightIsThereAgain(String rights) {
        Set<String> before = fleet.madeOnServer();
        fleet.executeOnServer("REVOKE %s ON *.* FROM %s".formatted(rights, ADMIN));
        // Servers look at such rights when somebody signs in; idle connections end soon.
        fleet.connections().dropIdle();

        String slug = "acme-" + rights.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
        OperationId refused = create(slug);
        replica.await(() -> replica.operation(refused).errorCode() != null);

        assertThat(replica.operation(refused).errorCode()).isEqualTo("server_refused");
        assertThat(replica.operation(refused).errorDetail()).contains("check the server");
        fleet.executeOnServer("GRANT %s ON *.* TO %s".formatted(rights, ADMIN));
        assertThat(replica.await(refused).state()).isEqualTo(OperationState.UNDONE);
        assertThat(fleet.madeOnServer()).isEqualTo(before);
        assertThat(created(slug).state()).isEqualTo(OperationState.SUCCEEDED);
    }
}
