package io.tenantry.cli.audit;

import io.tenantry.cli.output.Column;
import io.tenantry.cli.output.Document;
import io.tenantry.cli.output.Shape;
import io.tenantry.provisioning.audit.AuditRecord;
import io.tenantry.routing.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the audit log is shown: as the API does. */
final class AuditShape {
    static final Shape<AuditRecord> ENTRIES =
            new Shape<>(
                    AuditShape::document,
                    List.of(
                            new Column<>("AT", AuditRecord::at),
                            new Column<>("ACTOR", AuditRecord::actor),
                            new Column<>("FROM", AuditRecord::address),
                            new Column<>("ACTION", AuditRecord::action),
                            new Column<>("TENANT", AuditShape::tenant),
                            new Column<>("SUBJECT", AuditRecord::subject)));

    static final Shape<CheckedChain> CHAINS =
            new Shape<>(
                    AuditShape::document,
                    List.of(
                            new Column<>("LOG OF", CheckedChain::name),
                            new Column<>("ENTRIES", chain -> chain.verdict().entries()),
                            new Column<>(
                                    "INTACT", chain -> chain.verdict().isIntact() ? "yes" : "NO"),
                            new Column<>("HEAD", chain -> chain.verdict().head())));

    private AuditShape() {}

    private static Document document(AuditRecord entry) {
        return new Document()
                .with("id", entry.id())
                .with("at", entry.at())
                .with("actor", entry.actor())
                .with("address", entry.address())
                .with("tenant", tenant(entry))
                .with("action", entry.action())
                .with("subject", entry.subject())
                .with("before", text(entry.before()))
                .with("after", text(entry.after()));
    }

    private static Document document(CheckedChain chain) {
        return new Document()
                .with("name", chain.name())
                .with("intact", chain.verdict().isIntact())
                .with("entries", chain.verdict().entries())
                .with("head", chain.verdict().head().toString())
                .with(
                        "findings",
                        chain.verdict().findings().stream()
                                .map(each ->
                                        new Document()
                                                .with("entry", each.entry())
                                                .with("what", each.what()))
                                .toList());
    }

    private static @Nullable String tenant(AuditRecord entry) {
        TenantId tenant = entry.tenant();
        return tenant == null ? null : tenant.value();
    }

    private static @Nullable String text(@Nullable Object json) {
        return json == null ? null : json.toString();
    }
}
