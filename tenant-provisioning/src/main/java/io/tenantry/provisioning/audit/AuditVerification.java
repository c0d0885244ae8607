package io.tenantry.provisioning.audit;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Checks the audit log against its chain. */
public final class AuditVerification {
    /** More would not tell more. */
    private static final int MOST_FINDINGS = 100;

    private static final int ROWS_AT_ONCE = 1000;

    private final ControlPlane controlPlane;
    private final AuditChain chain;

    public AuditVerification(ControlPlane controlPlane, AuditChain chain) {
        this.controlPlane = controlPlane;
        this.chain = chain;
    }

    /**
     * Checks each entry of a tenant, or of what belongs to no tenant. What is not chained yet is
     * chained first.
     *
     * @param tenant null for the platform's own chain
     * @param expected a head that was noted earlier and must be in the chain: without one, entries
     *     that were cut off at the end are not missed
     */
    public AuditVerdict verify(@Nullable TenantId tenant, @Nullable ChainHead expected) {
        chain.sealAll();
        return controlPlane.read(handle ->
                new Walk(handle, tenant == null ? "" : tenant.value(), expected).verdict());
    }

    /** One pass over a chain. */
    private final class Walk {
        private final Handle handle;
        private final String name;
        private final @Nullable ChainHead expected;
        private final List<AuditVerdict.Finding> findings = new ArrayList<>();
        private AuditChain.Head head = new AuditChain.Head(0, AuditChain.BEGINNING);
        private boolean met;

        Walk(Handle handle, String name, @Nullable ChainHead expected) {
            this.handle = handle;
            this.name = name;
            this.expected = expected;
            this.met = expected == null;
        }

        AuditVerdict verdict() {
            Optional<ChainKey> key = chain.key(handle);
            key.ifPresent(this::walk);
            if (!met) {
                findings.add(
                        new AuditVerdict.Finding(
                                null,
                                "the head that was noted is not in the chain: its end was cut off, or it was made anew"));
            }
            strangers()
                    .forEach(id ->
                            add(
                                    id,
                                    "the entry is in the log and not in the chain: it was slipped in"));
            return new AuditVerdict(
                    head.seq(), new ChainHead(head.seq(), head.hash()), List.copyOf(findings));
        }

        private void walk(ChainKey key) {
            List<Linked> page;
            do {
                page = page(head.seq());
                page.forEach(link -> check(key, link));
            } while (page.size() == ROWS_AT_ONCE);
        }

        private void check(ChainKey key, Linked link) {
            if (link.seq() != head.seq() + 1) {
                add(link.id(), "links of the chain before this entry are missing");
            }
            if (link.entry() == null) {
                add(link.id(), "the entry is in the chain and no more in the log: it was removed");
            } else if (!link.hash()
                    .equals(key.hash(link.seq(), head.hash(), link.id(), link.entry()))) {
                add(link.id(), "the entry, or its link, was changed");
            }
            // From here on by what stands there, so that one change is one finding.
            head = new AuditChain.Head(link.seq(), link.hash());
            met |= new ChainHead(head.seq(), head.hash()).equals(expected);
        }

        private void add(String id, String what) {
            if (findings.size() < MOST_FINDINGS) {
                findings.add(new AuditVerdict.Finding(id, what));
            }
        }

        private List<Linked> page(long after) {
            return handle.createQuery(
                            """
                            SELECT c.seq, c.entry_id, LOWER(HEX(c.hash)) AS hash, l.*
                            FROM audit_chain c
                            LEFT JOIN audit_log l ON l.id = c.entry_id
                            WHERE c.chain = :chain AND c.seq > :after
                            ORDER BY c.seq
                            LIMIT :limit
                            """)
                    .bind("chain", name)
                    .bind("after", after)
                    .bind("limit", ROWS_AT_ONCE)
                    .map((row, _) -> linked(row))
                    .list();
        }

        private List<String> strangers() {
            return handle.createQuery(
                            """
                            SELECT l.id
                            FROM audit_log l
                            WHERE COALESCE(l.tenant_id, '') = :chain
                              AND NOT EXISTS (
                                  SELECT 1 FROM audit_chain c WHERE c.entry_id = l.id)
                              AND NOT EXISTS (
                                  SELECT 1 FROM audit_unsealed u WHERE u.entry_id = l.id)
                            ORDER BY l.id
                            LIMIT :limit
                            """)
                    .bind("chain", name)
                    .bind("limit", MOST_FINDINGS)
                    .mapTo(String.class)
                    .list();
        }
    }

    private static Linked linked(ResultSet row) throws SQLException {
        return new Linked(
                row.getLong("seq"),
                row.getString("entry_id"),
                row.getString("hash"),
                row.getString("id") == null ? null : ChainedEntry.of(row));
    }

    private record Linked(long seq, String id, String hash, @Nullable ChainedEntry entry) {}
}
