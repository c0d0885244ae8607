package io.tenantry.access.user;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.access.Roles;
import io.tenantry.access.password.PasswordPolicy;
import io.tenantry.access.password.Passwords;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.Lane;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** The platform's first administrator, and that of a tenant. */
@ServerTest
class FirstAccountsTest {
    private static final String PASSWORD = "a password for the start";

    @Inject ControlPlane controlPlane;
    @Inject Users users;
    @Inject Memberships memberships;
    @Inject Passwords passwords;
    @Inject PasswordPolicy policy;
    @Inject AuditLog audit;
    @Inject FirstAdministrator firstAdministrator;
    @Inject People people;

    private final String email = Ulid.next().toLowerCase(Locale.ROOT) + "@first.test";

    @Test
    void theBootstrapMakesAnAdministratorOnceAlsoWhenReplicasStartTogether() throws Exception {
        PlatformAdministrator bootstrap = bootstrap(PASSWORD);
        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            List<Callable<Object>> starts =
                    Collections.nCopies(4, Executors.callable(() -> bootstrap.ensure(email)));
            for (Future<Object> started : replicas.invokeAll(starts)) {
                started.get();
            }
        }

        User user = find(email);
        assertThat(user.platformRole()).isEqualTo(Roles.PLATFORM_ADMIN);
        assertThat(passwords.matches(PASSWORD, user.passwordHash())).isTrue();
    }

    @Test
    void theBootstrapRefusesAPasswordThatIsGuessedFirstAndSaysWhichPropertyItIs() {
        assertThatThrownBy(() -> bootstrap("Password2024!").ensure(email))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("tenantry.bootstrap.admin.password: ")
                .hasMessageNotContaining("2024");
        assertThat(account()).isEmpty();
        // One that is there is not judged: an upgrade must start.
        bootstrap(PASSWORD).ensure(email);
        bootstrap("Password2024!").ensure(email);
    }

    @Test
    void aNewAdministratorsPasswordIsJudgedByWhoTheyAre() {
        for (String password :
                List.of("Password2024!", "acme garments forever", "ada lovelace 1815")) {
            assertThatThrownBy(() ->
                            firstAdministrator.wish(
                                    email, "Ada Lovelace", password, "Acme Garments", "acme"))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> {
                                assertThat(problem.code()).isEqualTo(ErrorCode.PASSWORD_REFUSED);
                                assertThat(problem.detail()).doesNotContain(password);
                            });
        }
    }

    @Test
    void theBootstrapNeverReplacesAPassword() {
        bootstrap(PASSWORD).ensure(email);

        bootstrap("quite another password").ensure(email);

        assertThat(passwords.matches(PASSWORD, find(email).passwordHash())).isTrue();
    }

    @Test
    void theBootstrapLiftsAnAccountThatIsThereAndKeepsItsPassword() {
        User somebody = people.somebody();

        bootstrap(PASSWORD).ensure(somebody.email());

        User lifted = find(somebody.email());
        assertThat(lifted.platformRole()).isEqualTo(Roles.PLATFORM_ADMIN);
        assertThat(lifted.passwordHash()).isEqualTo(somebody.passwordHash());
    }

    @Test
    void appointingTwiceIsAppointingOnce() {
        TenantId tenant = people.tenant();

        execute(tenant, firstAdministrator.wish(email, "First", PASSWORD));
        execute(tenant, firstAdministrator.wish(email, "Second", "another password"));

        User user = find(email);
        assertThat(user.name()).isEqualTo("First");
        assertThat(passwords.matches(PASSWORD, user.passwordHash())).isTrue();
        assertThat(membership(user.id(), tenant))
                .hasValueSatisfying(m -> assertThat(m.role()).isEqualTo(Roles.ENTERPRISE_ADMIN));
    }

    @Test
    void appointingSomebodyWhoHasAnAccountChangesOnlyTheirMemberships() {
        User somebody = people.somebody();
        TenantId tenant = people.tenant();
        String shouted = somebody.email().toUpperCase(Locale.ROOT);

        execute(tenant, firstAdministrator.wish(shouted, "Thief", PASSWORD));

        assertThat(find(somebody.email())).isEqualTo(somebody);
        assertThat(membership(somebody.id(), tenant)).isPresent();
    }

    @Test
    void undoingTwiceIsUndoingOnceAndLeavesNoAccountThatNobodyUses() {
        Alongside creation = creation(people.tenant());
        firstAdministrator.execute(creation);

        firstAdministrator.undo(creation);
        firstAdministrator.undo(creation);

        assertThat(account()).isEmpty();
    }

    @Test
    void undoingKeepsAnAccountThatWasThereBefore() {
        User somebody = people.somebody();
        TenantId tenant = people.tenant();
        Alongside creation =
                new Alongside(tenant, firstAdministrator.wish(somebody.email(), "Thief", PASSWORD));
        firstAdministrator.execute(creation);

        firstAdministrator.undo(creation);

        assertThat(find(somebody.email())).isEqualTo(somebody);
        assertThat(membership(somebody.id(), tenant)).isEmpty();
    }

    @Test
    void undoingKeepsAnAccountThatAnotherTenantHasComeToUse() {
        TenantId other = people.tenant();
        Alongside undone = creation(people.tenant());
        firstAdministrator.execute(undone);
        firstAdministrator.execute(creation(other));

        firstAdministrator.undo(undone);

        assertThat(membership(find(email).id(), other)).isPresent();
    }

    @Test
    void undoingKeepsAnAccountThatHasAnOfficeOnThePlatform() {
        Alongside creation = creation(people.tenant());
        firstAdministrator.execute(creation);
        bootstrap(PASSWORD).ensure(email);

        firstAdministrator.undo(creation);

        assertThat(find(email).platformRole()).isEqualTo(Roles.PLATFORM_ADMIN);
    }

    @Test
    void undoingKeepsAnAccountThatHasSignedIn() {
        Alongside creation = creation(people.tenant());
        firstAdministrator.execute(creation);
        signIn(email, PASSWORD);

        firstAdministrator.undo(creation);

        assertThat(account()).isPresent();
    }

    @Test
    void undoingWhatNeverHappenedDoesNothing() {
        TenantId tenant = people.tenant();

        firstAdministrator.undo(
                new Alongside(tenant, firstAdministrator.wish(email, "First", null)));

        assertThat(account()).isEmpty();
    }

    @Test
    void theJournaledWishHoldsNoPassword() {
        JsonNode wish = firstAdministrator.wish(email, "First", PASSWORD);

        assertThat(wish.toString()).doesNotContain(PASSWORD).contains("$argon2id$");
    }

    private PlatformAdministrator bootstrap(String password) {
        BootstrapConfig config =
                new BootstrapConfig() {
                    @Override
                    public Optional<String> email() {
                        return Optional.of(email);
                    }

                    @Override
                    public Optional<String> password() {
                        return Optional.of(password);
                    }

                    @Override
                    public String name() {
                        return "First";
                    }
                };
        return new PlatformAdministrator(config, controlPlane, users, policy, audit);
    }

    private void execute(TenantId tenant, JsonNode wish) {
        firstAdministrator.execute(new Alongside(tenant, wish));
    }

    private Alongside creation(TenantId tenant) {
        return new Alongside(tenant, firstAdministrator.wish(email, "First", PASSWORD));
    }

    private static void signIn(String address, String password) {
        given().contentType("application/json")
                .body(Map.of("email", address, "password", password))
                .post("/api/v1/auth/login")
                .then()
                .statusCode(200);
    }

    private Optional<User> account() {
        return controlPlane.read(h -> users.byEmail(h, email));
    }

    private User find(String address) {
        return controlPlane.read(h -> users.byEmail(h, address)).orElseThrow();
    }

    private Optional<Membership> membership(String user, TenantId tenant) {
        return controlPlane.read(h -> memberships.find(h, user, tenant.value()));
    }

    /** Commits at once what a step writes alongside its mark in the journal. */
    private final class Alongside implements StepContext<CreateTenant> {
        private final TenantId tenant;
        private final CreateTenant input;
        private final OperationId operation = new OperationId(Ulid.next());

        Alongside(TenantId tenant, JsonNode wish) {
            this.tenant = tenant;
            this.input = new CreateTenant("a-slug", "A tenant", null, null, wish);
        }

        @Override
        public OperationId operation() {
            return operation;
        }

        @Override
        public TenantId tenant() {
            return tenant;
        }

        @Override
        public CreateTenant input() {
            return input;
        }

        @Override
        public <R> R read(Function<Handle, R> reading) {
            return controlPlane.read(reading);
        }

        @Override
        public <R> R readOnce(Class<R> type, Function<Handle, R> reading) {
            return read(reading);
        }

        @Override
        public void alongside(Consumer<Handle> writes) {
            controlPlane.useTransaction(writes);
        }

        @Override
        public AdminConnection admin(String serverId, DatabaseName database) {
            throw new UnsupportedOperationException("the step needs no database server");
        }

        @Override
        public Lane lane(String serverId, int number) {
            throw new UnsupportedOperationException("the step needs no database server");
        }

        @Override
        public <R> R record(Function<Handle, R> writes) {
            return controlPlane.inTransaction(writes);
        }
    }
}
