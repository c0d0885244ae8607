package io.tenantry.provisioning.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whoever tampers with the audit log is found out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditChainTest {
    private final TestFleet fleet = TestFleet.create();
    private final ControlPlane controlPlane = fleet.controlPlane();
    private final AuditLog audit = new AuditLog(controlPlane);
    private final AuditChain chain = new AuditChain(controlPlane, fleet.secrets());
    private final AuditVerification verification = new AuditVerification(controlPlane, chain);

    /** As somebody who may do anything to the control plane, but has no master key. */
    @BeforeAll
    void takeTheTriggersAway() {
        for (String trigger :
                List.of(
                        "audit_log_is_not_changed",
                        "audit_log_is_not_emptied",
                        "audit_chain_is_not_changed",
                        "audit_chain_is_not_cut")) {
            execute("DROP TRIGGER IF EXISTS " + trigger);
        }
    }

    @AfterAll
    void close() {
        fleet.close();
    }

    private void execute(String sql, Object... parameters) {
        controlPlane.useTransaction(handle -> handle.execute(sql, parameters));
    }

    private void append(TenantId tenant, String action) {
        controlPlane.useTransaction(handle ->
                audit.append(
                        handle,
                        new AuditEntry(
                                new Actor("ada", "192.0.2.1"),
                                tenant,
                                action,
                                "a subject",
                                null,
                                Map.of("b", 1, "a", "\u65e5\u672c"))));
    }

    /** Chained one by one: of entries of the same millisecond any may come first. */
    private TenantId tenantWithEntries(int count) {
        TenantId tenant = TenantId.next();
        IntStream.range(0, count)
                .forEach(i -> {
                    append(tenant, "test.entry-" + i);
                    chain.sealAll();
                });
        return tenant;
    }

    private String entry(TenantId tenant, int number) {
        return controlPlane.read(handle ->
                handle.createQuery("SELECT id FROM audit_log WHERE tenant_id = ? AND action = ?")
                        .bind(0, tenant.value())
                        .bind(1, "test.entry-" + number)
                        .mapTo(String.class)
                        .one());
    }

    private AuditVerdict verdict(TenantId tenant) {
        return verification.verify(tenant, null);
    }

    @Test
    void aLogThatNobodyTouchedIsIntact() {
        TenantId tenant = tenantWithEntries(3);

        AuditVerdict first = verdict(tenant);
        append(tenant, "test.entry-3");
        AuditVerdict second = verification.verify(tenant, first.head());

        assertThat(first.findings()).isEmpty();
        assertThat(first.entries()).isEqualTo(3);
        assertThat(second.findings()).isEmpty();
        assertThat(second.entries()).isEqualTo(4);
        assertThat(ChainHead.parse(second.head().toString())).contains(second.head());
    }

    @Test
    void aChangedEntryIsFound() {
        TenantId tenant = tenantWithEntries(3);
        assertThat(verdict(tenant).isIntact()).isTrue();

        String changed = entry(tenant, 1);
        execute("UPDATE audit_log SET actor = 'somebody else' WHERE id = ?", changed);

        assertThat(verdict(tenant).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.entry()).isEqualTo(changed);
                    assertThat(finding.what()).contains("was changed");
                });
    }

    @Test
    void aRemovedEntryIsFoundAndSoIsOneWhoseLinkWentWithIt() {
        TenantId tenant = tenantWithEntries(4);
        assertThat(verdict(tenant).isIntact()).isTrue();

        execute("DELETE FROM audit_log WHERE id = ?", entry(tenant, 0));
        String erased = entry(tenant, 2);
        execute("DELETE FROM audit_log WHERE id = ?", erased);
        execute("DELETE FROM audit_chain WHERE entry_id = ?", erased);

        assertThat(verdict(tenant).findings())
                .extracting(AuditVerdict.Finding::what)
                .containsExactly(
                        "the entry is in the chain and no more in the log: it was removed",
                        "links of the chain before this entry are missing",
                        "the entry, or its link, was changed");
    }

    @Test
    void anEntryThatWasSlippedInIsFound() {
        TenantId tenant = tenantWithEntries(1);
        assertThat(verdict(tenant).isIntact()).isTrue();

        append(tenant, "test.entry-1");
        String slipped = entry(tenant, 1);
        execute("DELETE FROM audit_unsealed WHERE entry_id = ?", slipped);

        assertThat(verdict(tenant).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.entry()).isEqualTo(slipped);
                    assertThat(finding.what()).contains("slipped in");
                });
    }

    @Test
    void anEndThatWasCutOffIsFoundByTheHeadThatWasNoted() {
        TenantId tenant = tenantWithEntries(3);
        AuditVerdict noted = verdict(tenant);

        String last = entry(tenant, 2);
        execute("DELETE FROM audit_chain WHERE entry_id = ?", last);
        execute("DELETE FROM audit_log WHERE id = ?", last);

        assertThat(verdict(tenant).isIntact()).isTrue();
        assertThat(verification.verify(tenant, noted.head()).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("cut off"));
    }

    @Test
    void aChainThatWasMadeAnewWithoutTheKeyIsFound() {
        TenantId tenant = tenantWithEntries(2);
        assertThat(verdict(tenant).isIntact()).isTrue();

        execute(
                """
                UPDATE audit_chain
                SET hash = UNHEX(SHA2(CONCAT(seq, entry_id), 256))
                WHERE chain = ?
                """,
                tenant.value());

        assertThat(verdict(tenant).findings()).hasSize(2);
    }

    @Test
    void replicasChainEachEntryOnce() throws Exception {
        TenantId tenant = TenantId.next();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> work =
                    IntStream.range(0, 12)
                            .<Callable<Integer>>mapToObj(i ->
                                    () -> {
                                        append(tenant, "test.entry-" + i);
                                        return chain.seal();
                                    })
                            .toList();
            for (Future<Integer> done : threads.invokeAll(work)) {
                assertThat(done.get()).isNotNegative();
            }
        }

        AuditVerdict verdict = verdict(tenant);
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.entries()).isEqualTo(12);
    }
}
