package io.tenantry.provisioning.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.audit.AuditFilter;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.audit.AuditRecord;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.DeletionReceipt;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.provisioning.tenant.TenantChange;
import io.tenantry.routing.RoutingException;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.directory.DirectorySettings;
import io.tenantry.routing.directory.JdbcRouteSource;
import io.tenantry.routing.directory.TenantDirectory;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settings of tenants and plans in the control plane, and how routes carry them. */
class SettingOverridesTest {
    private static final AtomicInteger SLUGS = new AtomicInteger();
    private static final int MANY = 8;
    private static final Setting<Boolean> FLAG = Setting.flag("test.flag", false, "A flag");
    private static final Setting<Limit> LIMIT =
            Setting.limit("test.limit", Limit.UNLIMITED, 1, 100, "A limit");
    private static final List<Setting<Boolean>> FLAGS =
            IntStream.range(0, MANY)
                    .mapToObj(i -> Setting.flag("test.flag-" + (char) ('a' + i), false, "A flag"))
                    .toList();

    private static TestFleet fleet;
    private static TestReplica replica;
    private static AuditLog audit;
    private static SettingCatalogue catalogue;

    private static final List<TenantId> ANNOUNCED = new CopyOnWriteArrayList<>();
    private static SettingOverrides overrides;
    private static PlanSettings plans;

    @BeforeAll
    static void open() {
        fleet = TestFleet.create();
        replica = TestReplica.on(fleet);
        audit = new AuditLog(fleet.controlPlane());
        List<Setting<?>> all = new ArrayList<>(FLAGS);
        all.add(FLAG);
        all.add(LIMIT);
        catalogue = new SettingCatalogue(all);
        overrides =
                new SettingOverrides(
                        fleet.controlPlane(),
                        audit,
                        catalogue,
                        new SettingLevels(),
                        ANNOUNCED::add);
        plans = new PlanSettings(fleet.controlPlane(), audit, catalogue, new SettingLevels());
    }

    @BeforeEach
    void hearNothingOfBefore() {
        ANNOUNCED.clear();
    }

    @AfterAll
    static void close() {
        replica.close();
        fleet.close();
    }

    private static TenantId newTenant(@Nullable String plan) {
        String slug = "set-" + SLUGS.incrementAndGet();
        RequestedTenant requested =
                replica.tenants()
                        .create(new CreateTenant(slug, slug, plan, null, null), TestFleet.OPERATOR);
        replica.await(requested.operation());
        return requested.tenant().id();
    }

    private static EffectiveSetting<?> effective(TenantId tenant, Setting<?> setting) {
        return overrides.list(tenant).stream()
                .filter(each -> each.setting().equals(setting))
                .findFirst()
                .orElseThrow();
    }

    private static List<AuditRecord> audited(TenantId tenant) {
        return audit.list(new AuditFilter(tenant, null, "tenant.setting", null, null), null, 10);
    }

    private static void assertRefused(Reason reason, ThrowingCallable asking) {
        assertThatThrownBy(asking)
                .isInstanceOfSatisfying(
                        ProvisioningException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void anOverrideHoldsIsAuditedAndAnnouncedAndGoesAgain() {
        TenantId tenant = newTenant(null);

        overrides.put(tenant, "test.limit", 7, TestFleet.OPERATOR);
        overrides.put(tenant, "test.limit", 7L, TestFleet.OPERATOR);

        assertThat(effective(tenant, LIMIT).scalar()).isEqualTo(7L);
        assertThat(effective(tenant, LIMIT).source()).isEqualTo(SettingSource.TENANT);
        assertThat(ANNOUNCED).containsExactly(tenant);
        assertThat(audited(tenant))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.subject()).isEqualTo("test.limit");
                    assertThat(entry.before()).isNull();
                    assertThat(String.valueOf(entry.after())).isEqualTo("{\"value\":7}");
                });

        overrides.remove(tenant, "test.limit", TestFleet.OPERATOR);
        overrides.remove(tenant, "test.limit", TestFleet.OPERATOR);

        assertThat(effective(tenant, LIMIT).source()).isEqualTo(SettingSource.DEFAULT);
        assertThat(ANNOUNCED).containsExactly(tenant, tenant);
        assertThat(audited(tenant)).hasSize(2);
        assertThat(
                        fleet.inControlPlane(
                                "SELECT COUNT(*) FROM tenants WHERE settings IS NOT NULL AND id = '%s'"
                                        .formatted(tenant)))
                .containsExactly("0");
    }

    @Test
    void aPlansValueHoldsForThoseWithoutTheirOwn() {
        TenantId tenant = newTenant("premium");
        plans.put("premium", "test.limit", 50, TestFleet.OPERATOR);
        plans.put("premium", "test.limit", 50, TestFleet.OPERATOR);

        assertThat(effective(tenant, LIMIT).scalar()).isEqualTo(50L);
        assertThat(effective(tenant, LIMIT).source()).isEqualTo(SettingSource.PLAN);
        assertThat(plans.known("premium").values()).containsEntry("test.limit", 50);
        assertThat(plans.known("standard").values()).isEmpty();
        assertThat(plans.known(null).values()).isEmpty();
        assertThat(audit.list(new AuditFilter(null, null, "plan.setting", null, null), null, 10))
                .filteredOn(entry -> "premium test.limit".equals(entry.subject()))
                .hasSize(1);

        plans.remove("premium", "test.limit", TestFleet.OPERATOR);

        assertThat(effective(tenant, LIMIT).source()).isEqualTo(SettingSource.DEFAULT);
    }

    @Test
    void ofManyChangesAtOnceNoneIsLost() throws Exception {
        TenantId tenant = newTenant(null);
        try (ExecutorService threads = Executors.newFixedThreadPool(MANY)) {
            List<Callable<Boolean>> changes = new ArrayList<>();
            for (Setting<Boolean> flag : FLAGS) {
                changes.add(() -> {
                    new SettingOverrides(
                                    fleet.controlPlane(),
                                    audit,
                                    catalogue,
                                    new SettingLevels(),
                                    _ -> {})
                            .put(tenant, flag.name(), true, TestFleet.OPERATOR);
                    plans.put("crowded", flag.name(), true, TestFleet.OPERATOR);
                    return true;
                });
            }
            for (Future<Boolean> change : threads.invokeAll(changes)) {
                assertThat(change.get()).isTrue();
            }
        }

        for (Setting<Boolean> flag : FLAGS) {
            assertThat(effective(tenant, flag).scalar()).isEqualTo(true);
        }
        plans.refresh();
        assertThat(plans.known("crowded").values()).hasSize(MANY);
    }

    @Test
    void refusesWhatMakesNoSense() {
        TenantId tenant = newTenant(null);

        assertRefused(
                Reason.SETTING_UNKNOWN,
                () -> overrides.put(tenant, "test.' OR 1=1 --", true, TestFleet.OPERATOR));
        assertRefused(
                Reason.SETTING_INVALID,
                () -> overrides.put(tenant, "test.limit", 101, TestFleet.OPERATOR));
        assertRefused(
                Reason.SETTING_INVALID,
                () -> overrides.put(tenant, "test.flag", "true", TestFleet.OPERATOR));
        assertRefused(
                Reason.TENANT_UNKNOWN,
                () -> overrides.put(TenantId.next(), "test.flag", true, TestFleet.OPERATOR));
        assertRefused(
                Reason.PLAN_MALFORMED,
                () -> plans.put("No Plan", "test.flag", true, TestFleet.OPERATOR));
        assertRefused(
                Reason.SETTING_UNKNOWN,
                () -> plans.remove("premium", "no.such", TestFleet.OPERATOR));
        assertThat(ANNOUNCED).isEmpty();
    }

    @Test
    void aPurgedTenantHasNoneLeftAndTakesNone() {
        TenantId tenant = newTenant(null);
        overrides.put(tenant, "test.flag", true, TestFleet.OPERATOR);
        replica.await(
                fleet.controlPlane()
                        .inTransaction(handle ->
                                replica.lifecycle()
                                        .delete(handle, tenant, null, TestFleet.OPERATOR))
                        .operation());
        overrides.put(tenant, "test.limit", 3, TestFleet.OPERATOR);
        String slug = replica.tenants().find(tenant).orElseThrow().slug().value();
        replica.await(
                fleet.controlPlane()
                        .inTransaction(handle ->
                                replica.lifecycle().purge(handle, tenant, slug, TestFleet.OPERATOR))
                        .operation());

        assertThat(replica.lifecycle().receipt(tenant).orElseThrow().removed())
                .extracting(DeletionReceipt.Item::kind)
                .contains("settings");
        assertThat(effective(tenant, FLAG).source()).isEqualTo(SettingSource.DEFAULT);
        assertRefused(
                Reason.TENANT_STATE_CONFLICT,
                () -> overrides.put(tenant, "test.flag", true, TestFleet.OPERATOR));
    }

    @Test
    void routesThatAreKnownAlreadyHearOfOverridesAndPlans() {
        TenantId tenant = newTenant("premium");
        TenantDirectory directory =
                new TenantDirectory(
                        new JdbcRouteSource(fleet.dataSource()), DirectorySettings.DEFAULTS);
        directory.poll();
        assertThat(directory.require(tenant))
                .satisfies(route -> {
                    assertThat(route.plan()).isEqualTo("premium");
                    assertThat(route.settings()).isNull();
                    assertThat(route.schemaVersion()).hasSize(64);
                });
        var placement = directory.require(tenant).placement();

        overrides.put(tenant, "test.flag", true, TestFleet.OPERATOR);
        directory.poll();

        assertThat(directory.require(tenant).settings()).isEqualTo("{\"test.flag\":true}");
        // Pools go by the placement: an equal one closes nothing.
        assertThat(directory.require(tenant).placement()).isEqualTo(placement);

        fleet.clock().advance(Duration.ofSeconds(1));
        replica.tenants()
                .update(tenant, new TenantChange(null, "standard", null), TestFleet.OPERATOR);
        directory.poll();

        assertThat(directory.require(tenant).plan()).isEqualTo("standard");
        assertThat(replica.announced()).contains(tenant);
    }

    @Test
    void renamingATenantIsNoNewsForItsRoute() {
        TenantId tenant = newTenant("premium");
        String sql = "SELECT route_changed_at FROM tenants WHERE id = '%s'".formatted(tenant);
        List<String> before = fleet.inControlPlane(sql);
        fleet.clock().advance(Duration.ofSeconds(1));

        replica.tenants()
                .update(tenant, new TenantChange("Another", "premium", null), TestFleet.OPERATOR);

        assertThat(fleet.inControlPlane(sql)).isEqualTo(before);
    }

    @Test
    void routesShareTheTextsOfPlansAndSchemas() throws SQLException {
        TenantId one = newTenant("premium");
        TenantId other = newTenant("premium");
        JdbcRouteSource source = new JdbcRouteSource(fleet.dataSource());
        var first = source.byId(one).orElseThrow();
        var second = source.byId(other).orElseThrow();

        assertThat(first.plan()).isSameAs(second.plan());
        assertThat(first.schemaVersion()).isSameAs(second.schemaVersion());
    }

    @Test
    void aRouteThatANewerReleaseWroteClosesItsTenantAndNobodyElse() throws SQLException {
        TenantId newer = newTenant("premium");
        TenantId other = newTenant("premium");
        JdbcRouteSource source = new JdbcRouteSource(fleet.dataSource());
        fleet.controlPlane()
                .useTransaction(handle ->
                        handle.execute(
                                "UPDATE tenants SET state = 'hibernating' WHERE id = ?",
                                newer.value()));

        var changes = source.changedSince(Instant.EPOCH.plusSeconds(1));

        assertThat(changes.unreadable()).containsExactly(newer);
        assertThat(changes.routes()).extracting(route -> route.tenant()).contains(other);
        assertThatThrownBy(() -> source.byId(newer))
                .isInstanceOfSatisfying(
                        RoutingException.class,
                        e ->
                                assertThat(e.reason())
                                        .isEqualTo(RoutingException.Reason.DIRECTORY_UNAVAILABLE));
        fleet.controlPlane()
                .useTransaction(handle ->
                        handle.execute(
                                "UPDATE tenants SET state = 'active' WHERE id = ?", newer.value()));
        assertThat(source.byId(newer)).isPresent();
    }

    @Test
    void whenTheControlPlaneIsAwayPlansStayAsLastKnown() {
        BreakableDataSource source = new BreakableDataSource(fleet.dataSource());
        PlanSettings remembered =
                new PlanSettings(
                        new ControlPlane(source.proxy(), fleet.clock()),
                        audit,
                        catalogue,
                        new SettingLevels());
        plans.put("steady", "test.flag", true, TestFleet.OPERATOR);
        remembered.refresh();
        source.isAway = true;

        assertThatThrownBy(remembered::refresh).isInstanceOf(RuntimeException.class);

        assertThat(remembered.known("steady").values()).containsEntry("test.flag", true);
    }

    /** A data source that a test takes away. */
    private static final class BreakableDataSource {
        private final DataSource source;
        private volatile boolean isAway;

        BreakableDataSource(DataSource source) {
            this.source = source;
        }

        DataSource proxy() {
            return (DataSource)
                    java.lang.reflect.Proxy.newProxyInstance(
                            getClass().getClassLoader(),
                            new Class<?>[] {DataSource.class},
                            (_, method, arguments) -> {
                                if (isAway) {
                                    throw new SQLException("away", "08S01");
                                }
                                return method.invoke(source, arguments);
                            });
        }
    }
}
