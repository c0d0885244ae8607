package io.tenantry.cli.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import com.password4j.Password;
import io.tenantry.cli.ExitCode;
import io.tenantry.cli.TestedFleet;
import io.tenantry.cli.TestedFleet.Ran;
import io.tenantry.provisioning.Provisioning;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.tenant.AdministratorWish;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.TenantCreation;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TenantCommandsTest {
    private final TestedFleet fleet = TestedFleet.shared();

    @Test
    void tenantIsMadeAndShownInEveryForm() {
        String slug = TestedFleet.slug();

        Ran created = fleet.run("tenant", "create", slug, "--name", "Acme Ltd", "-o", "json");

        assertThat(created.exit()).as(created.err()).isEqualTo(ExitCode.OK);
        assertThat(created.out())
                .contains("\"slug\": \"" + slug + "\"", "\"state\": \"active\"", "\"operation\": {")
                .contains("\"kind\": \"tenant.create\"");
        assertThat(created.err()).contains("tenant.create create-database: done");
        assertThat(fleet.run("tenant", "list").out())
                .containsPattern("(?m)^SLUG +NAME +STATE ")
                .containsPattern("(?m)^" + slug + " +Acme Ltd +active +- +db1 ");
        assertThat(fleet.run("tenant", "list", "-o", "json").out()).startsWith("[");
        assertThat(fleet.run("tenant", "show", slug, "-o", "yaml").out())
                .contains("slug: " + slug + "\n", "name: Acme Ltd\n", "plan: null\n");
    }

    /** A server's step, of which the command line knows the name only. */
    private static final class Appointing implements Step<CreateTenant> {
        private final AtomicReference<AdministratorWish> wish = new AtomicReference<>();

        @Override
        public String name() {
            return TenantCreation.FIRST_ADMINISTRATOR;
        }

        @Override
        public void execute(StepContext<CreateTenant> context) {
            wish.set(AdministratorWish.of(Objects.requireNonNull(context.input().admin())));
        }

        @Override
        public void undo(StepContext<CreateTenant> context) {}
    }

    @Test
    void firstAdministratorIsMadeByAServerBeforeTheTenantOpens() {
        Appointing appointing = new Appointing();
        try (Provisioning server = fleet.replica(appointing)) {
            server.runner().start();

            Ran created =
                    fleet.runWith(
                            Map.of("TENANTRY_ADMIN_PASSWORD", "correct horse battery"),
                            "tenant",
                            "create",
                            TestedFleet.slug(),
                            "--admin-email",
                            "Ada@Acme.example",
                            "--admin-name",
                            "Ada",
                            "-o",
                            "json");

            assertThat(created.exit()).as(created.err()).isEqualTo(ExitCode.OK);
            assertThat(created.out()).contains("\"state\": \"active\"");
            AdministratorWish wish = appointing.wish.get();
            assertThat(wish.email()).isEqualTo("ada@acme.example");
            assertThat(wish.name()).isEqualTo("Ada");
            assertThat(
                            Password.check("correct horse battery", wish.hash())
                                    .with(Argon2Function.getInstanceFromHash(wish.hash())))
                    .isTrue();
        }
    }

    @Test
    void administratorsThatMakeNoSenseAreRefusedBeforeAnythingIsMade() {
        String slug = TestedFleet.slug();

        Ran tooShort =
                fleet.runWith(
                        Map.of("TENANTRY_ADMIN_PASSWORD", "short"),
                        "tenant",
                        "create",
                        slug,
                        "--admin-email",
                        "ada@acme.example");
        Ran breached =
                fleet.runWith(
                        Map.of("TENANTRY_ADMIN_PASSWORD", "Password2024!"),
                        "tenant",
                        "create",
                        slug,
                        "--admin-email",
                        "ada@acme.example");
        Ran unknown = fleet.run("tenant", "create", slug, "--admin-email", "ada@acme.example");
        Ran nobody = fleet.run("tenant", "create", slug, "--admin-name", "Ada");

        assertThat(tooShort.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(breached.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(breached.err()).contains("password_refused").doesNotContain("2024");
        assertThat(unknown.exit()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(nobody.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(fleet.run("tenant", "show", slug).exit()).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void tenantIsSuspendedResumedDeletedAndUndeleted() {
        String slug = fleet.tenant();

        assertThat(fleet.run("tenant", "suspend", slug, "--reason", "unpaid").out())
                .containsPattern("state +suspended")
                .containsPattern("reason +unpaid");
        assertThat(fleet.run("tenant", "list", "--state", "suspended").out()).contains(slug);
        assertThat(fleet.run("tenant", "resume", slug).out()).containsPattern("state +active");
        assertThat(fleet.run("tenant", "delete", slug, "--yes").out())
                .containsPattern("state +deleted");
        assertThat(fleet.run("tenant", "undelete", slug).out()).containsPattern("state +active");
    }

    @Test
    void deletionIsConfirmedByTheSlug() {
        String slug = fleet.tenant();

        Ran unattended = fleet.run("tenant", "delete", slug);
        Ran mistaken = fleet.runAtTerminal("yes\n", "tenant", "delete", slug);
        Ran confirmed = fleet.runAtTerminal(slug + "\n", "tenant", "delete", slug);

        assertThat(unattended.exit()).isEqualTo(ExitCode.NOT_CONFIRMED);
        assertThat(unattended.err()).contains("not_confirmed", "--yes");
        assertThat(mistaken.exit()).isEqualTo(ExitCode.NOT_CONFIRMED);
        assertThat(confirmed.exit()).as(confirmed.err()).isEqualTo(ExitCode.OK);
        assertThat(confirmed.err()).contains("Type the slug " + slug);
    }

    @Test
    void progressMovesInPlaceForWhoWatches() {
        Ran ran = fleet.runAtTerminal("", "tenant", "create", TestedFleet.slug());

        assertThat(ran.exit()).as(ran.err()).isEqualTo(ExitCode.OK);
        assertThat(ran.err()).contains("\r\u001b[Ktenant.create [").doesNotContain("\n");
    }

    @Test
    void refusalsHaveCodesOfTheirOwn() {
        String slug = fleet.tenant();

        assertThat(fleet.run("tenant", "show", "nobody").exit()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(fleet.run("tenant", "resume", slug).exit()).isEqualTo(ExitCode.CONFLICT);
        assertThat(fleet.run("tenant", "create", slug).exit()).isEqualTo(ExitCode.CONFLICT);
        assertThat(fleet.run("tenant", "create", "A").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(fleet.run("tenant", "create", TestedFleet.slug(), "--server", "none").exit())
                .isEqualTo(ExitCode.NOT_FOUND);
        assertThat(fleet.run("tenant", "list", "--state", "happy").exit())
                .isEqualTo(ExitCode.USAGE);
    }
}
