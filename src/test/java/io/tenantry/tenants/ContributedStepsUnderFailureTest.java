package io.tenantry.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.redis.datasource.RedisDataSource;
import io.tenantry.access.user.FirstAdministrator;
import io.tenantry.provisioning.ContributedSteps;
import io.tenantry.provisioning.Provisioning;
import io.tenantry.provisioning.ProvisioningSettings;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.journal.RunnerSettings;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AdminSettings;
import io.tenantry.provisioning.store.FolderStore;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.PurgeTenant;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.server.ServerTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/**
 * The steps that this server's rooms contribute to provisioning, each of them as it is: done twice,
 * failing, and left by a replica that dies. This server is the replica that takes over.
 */
@ServerTest
class ContributedStepsUnderFailureTest {
    private static final Actor OPERATOR = Actor.local("contributed-steps");
    private static final String TENANTS = "/api/v1/platform/tenants";

    @Inject Fleet fleet;
    @Inject ControlPlane controlPlane;
    @Inject DataSource dataSource;
    @Inject SecretBox secrets;
    @Inject Clock clock;
    @Inject RedisDataSource redis;
    @Inject FirstAdministrator firstAdministrator;
    @Inject Instance<Step<CreateTenant>> creationSteps;
    @Inject Instance<Step<PurgeTenant>> purgeSteps;

    @Inject
    @ConfigProperty(name = "tenantry.provisioning.backups")
    Path backups;

    /** What happens, by the step and the tenant's slug. */
    private final Map<String, Mishap> planned = new ConcurrentHashMap<>();

    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    enum Mishap {
        TWICE,
        FAILURE,
        CRASH_BEFORE,
        CRASH_AFTER
    }

    /** Ends a run as a killed process would. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("the process dies here (a test)", null, false, false);
        }
    }

    /** What was asked of the replica that has mishaps. */
    private record Case(String step, Mishap mishap, String slug, TenantId tenant, OperationId id) {}

    /** A step to which it happens what is planned, and whose undo is done twice. */
    private final class Unlucky<I> implements Step<I> {
        private final Step<I> step;
        private final Function<StepContext<I>, String> slug;

        Unlucky(Step<I> step, Function<StepContext<I>, String> slug) {
            this.step = step;
            this.slug = slug;
        }

        @Override
        public String name() {
            return step.name();
        }

        @Override
        public void execute(StepContext<I> context) throws SQLException {
            String key = name() + slug.apply(context);
            Mishap mishap = planned.get(key);
            if (mishap == Mishap.CRASH_BEFORE) {
                throw new Crash();
            }
            step.execute(context);
            if (mishap == Mishap.TWICE) {
                step.execute(context);
            } else if (mishap == Mishap.CRASH_AFTER) {
                throw new Crash();
            } else if (mishap == Mishap.FAILURE && failed.add(key)) {
                throw new SQLException("injected failure", "HY000", 1);
            }
        }

        @Override
        public void undo(StepContext<I> context) throws SQLException {
            step.undo(context);
            step.undo(context);
        }
    }

    private Provisioning unlucky() {
        ProvisioningSettings defaults = ProvisioningSettings.defaults("unlucky");
        RunnerSettings runner = defaults.runner();
        return Provisioning.assemble(
                dataSource,
                secrets,
                clock,
                _ -> {},
                new ContributedSteps(
                        creationSteps.stream()
                                .<Step<CreateTenant>>map(step ->
                                        new Unlucky<>(step, context -> context.input().slug()))
                                .toList(),
                        purgeSteps.stream()
                                .<Step<PurgeTenant>>map(step -> new Unlucky<>(step, this::slugOf))
                                .toList()),
                new ProvisioningSettings(
                        new AdminSettings(
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(60),
                                AdminSettings.Tls.DISABLED),
                        new RunnerSettings(
                                runner.replica(),
                                16,
                                // Whoever takes over need not wait for long.
                                Duration.ofSeconds(3),
                                Duration.ofMillis(500),
                                runner.sweep(),
                                runner.doing(),
                                runner.undoing()),
                        defaults.life(),
                        defaults.rotation(),
                        defaults.warm(),
                        defaults.changelogRoot(),
                        new FolderStore(backups)));
    }

    private String slugOf(StepContext<?> context) {
        return context.read(handle ->
                handle.createQuery("SELECT slug FROM tenants WHERE id = :id")
                        .bind("id", context.tenant().value())
                        .mapTo(String.class)
                        .one());
    }

    @Test
    void eachIsDoneTwiceFailsAndIsLeftToAnotherReplica() {
        List<Case> cases = new ArrayList<>();
        try (Provisioning unlucky = unlucky()) {
            unlucky.runner().attend();
            cases.addAll(creations(unlucky));
            cases.addAll(purges(unlucky));
            awaitAll(unlucky, cases);
            assertThat(failed).isNotEmpty();
            for (Case each : cases) {
                Operation operation = operation(unlucky, each);
                if (operation.kind().equals("tenant.create")) {
                    assertMadeOrUndone(each, operation);
                } else {
                    assertPurged(each, operation);
                }
            }
        }
    }

    private static Operation operation(Provisioning provisioning, Case each) {
        return provisioning.operations().find(each.id()).orElseThrow();
    }

    private List<Case> creations(Provisioning unlucky) {
        return creationSteps.stream()
                .flatMap(step ->
                        Stream.of(Mishap.values()).map(mishap -> creation(unlucky, step, mishap)))
                .toList();
    }

    private Case creation(Provisioning unlucky, Step<CreateTenant> step, Mishap mishap) {
        String slug = Fleet.newSlug();
        planned.put(step.name() + slug, mishap);
        RequestedTenant asked = create(unlucky, slug);
        return new Case(step.name(), mishap, slug, asked.tenant().id(), asked.operation());
    }

    private RequestedTenant create(Provisioning unlucky, String slug) {
        JsonNode admin = firstAdministrator.wish(email(slug), "Ada", null);
        String signUp = SignUpRows.submitted(controlPlane, slug);
        RequestedTenant requested =
                unlucky.tenants()
                        .create(
                                new CreateTenant(slug, slug, null, null, admin).ofSignUp(signUp),
                                OPERATOR);
        controlPlane.useTransaction(handle ->
                handle.execute(
                        "UPDATE sign_ups SET tenant_id = ?, operation_id = ? WHERE id = ?",
                        requested.tenant().id().value(),
                        requested.operation().value(),
                        signUp));
        return requested;
    }

    private static String email(String slug) {
        return slug + "@acme.test";
    }

    private List<Case> purges(Provisioning unlucky) {
        List<Case> made = new ArrayList<>();
        for (Step<PurgeTenant> step : purgeSteps) {
            for (Mishap mishap : Mishap.values()) {
                String slug = Fleet.newSlug();
                RequestedTenant asked = create(unlucky, slug);
                made.add(
                        new Case(
                                step.name(), mishap, slug, asked.tenant().id(), asked.operation()));
            }
        }
        awaitAll(unlucky, made);
        List<Case> deleted =
                asked(
                        made,
                        (handle, each) ->
                                unlucky.lifecycle().delete(handle, each.tenant(), null, OPERATOR));
        awaitAll(unlucky, deleted);
        for (Case each : deleted) {
            planned.put(each.step() + each.slug(), each.mishap());
            redis.value(String.class).setex("tenantry:test:" + each.tenant(), 60, "x");
        }
        return asked(
                deleted,
                (handle, each) ->
                        unlucky.lifecycle().purge(handle, each.tenant(), each.slug(), OPERATOR));
    }

    private List<Case> asked(List<Case> cases, BiFunction<Handle, Case, RequestedTenant> wish) {
        return cases.stream()
                .map(each -> {
                    OperationId operation =
                            controlPlane
                                    .inTransaction(handle -> wish.apply(handle, each))
                                    .operation();
                    return new Case(
                            each.step(), each.mishap(), each.slug(), each.tenant(), operation);
                })
                .toList();
    }

    private static void awaitAll(Provisioning unlucky, List<Case> cases) {
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        cases.stream()
                                .noneMatch(each ->
                                        operation(unlucky, each).state()
                                                == OperationState.RUNNING));
    }

    private int count(String sql, Object parameter) {
        return controlPlane.read(
                handle -> handle.createQuery(sql).bind(0, parameter).mapTo(Integer.class).one());
    }

    private int rows(String table, Case each) {
        return count(
                "SELECT COUNT(*) FROM %s WHERE tenant_id = ?".formatted(table),
                each.tenant().value());
    }

    private int members(Case each) {
        return count(
                "SELECT COUNT(*) FROM tenant_users WHERE tenant_id = ?", each.tenant().value());
    }

    /** Not if another replica took it over before: a lease of 3 s may end on a busy machine. */
    private boolean hasFailed(Case each) {
        return each.mishap() == Mishap.FAILURE && failed.contains(each.step() + each.slug());
    }

    private void assertMadeOrUndone(Case each, Operation operation) {
        boolean undone = hasFailed(each);
        assertThat(operation.state())
                .as("%s: %s", each, operation)
                .isEqualTo(undone ? OperationState.UNDONE : OperationState.SUCCEEDED);
        assertThat(members(each)).as("%s", each).isEqualTo(undone ? 0 : 1);
        assertThat(rows("departments", each))
                .as("%s", each)
                .isEqualTo(undone ? 0 : SignUpRows.DEPARTMENTS);
        assertThat(rows("invitations", each)).as("%s", each).isEqualTo(undone ? 0 : 1);
        assertThat(rows("mails", each)).as("%s", each).isEqualTo(undone ? 0 : 1);
        assertThat(count("SELECT COUNT(*) FROM users WHERE email = ?", email(each.slug())))
                .as("%s", each)
                .isEqualTo(undone ? 0 : 1);
        assertThat(
                        count(
                                "SELECT COUNT(*) FROM operations WHERE input LIKE ?",
                                "%" + email(each.slug()) + "%"))
                .as("%s: nobody is named in the journal of what has ended", each)
                .isZero();
    }

    private void assertPurged(Case each, Operation operation) {
        if (hasFailed(each)) {
            assertThat(operation.state()).as("%s", each).isEqualTo(OperationState.FAILED);
            assertThat(operation.errorDetail()).contains("injected failure");
            fleet.asOperator()
                    .post("/api/v1/platform/operations/" + each.id().value() + "/retry")
                    .then()
                    .statusCode(202);
            fleet.awaitState(each.id().value(), "succeeded");
        } else {
            assertThat(operation.state())
                    .as("%s: %s", each, operation)
                    .isEqualTo(OperationState.SUCCEEDED);
        }
        assertThat(members(each)).as("%s", each).isZero();
        assertThat(rows("sign_ups", each)).as("%s", each).isZero();
        assertThat(redis.key().exists("tenantry:test:" + each.tenant())).as("%s", each).isFalse();
        assertThat(
                        count(
                                "SELECT COUNT(*) FROM deletion_receipt_items WHERE kind IN ('members', 'people') AND tenant_id = ?",
                                each.tenant().value()))
                .as("%s", each)
                .isEqualTo(2);
        fleet.asOperator()
                .get(TENANTS + "/" + each.tenant().value() + "/receipt")
                .then()
                .statusCode(200);
    }
}
