package io.tenantry.tenants;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.changelog.SchemaVersions;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** A release whose tenant changelog no migration leads to does not start. */
@ServerTest
class EditedChangesetsTest {
    private static final String LANDED =
            "changelog/tenant/0002-designs.sql::0002-designs::tenantry";

    @Inject Fleet fleet;
    @Inject ControlPlane controlPlane;
    @Inject SchemaVersions versions;

    @Test
    void aReleaseThatEditsAChangesetOfTenantsDatabasesDoesNotStart() {
        EditedChangesets start = new EditedChangesets(versions);
        assertThatCode(start::check).doesNotThrowAnyException();
        Fleet.Open open = fleet.open();
        String older = Ulid.next().repeat(3).substring(0, 64);
        controlPlane.useTransaction(handle -> {
            handle.execute(
                    """
                    INSERT INTO changelog_versions (changelog_version, changesets, recorded_at)
                    VALUES (?, ?, '2000-01-01')
                    """,
                    older,
                    "{\"%s\":\"9:00000000000000000000000000000000\"}".formatted(LANDED));
            handle.execute(
                    "UPDATE tenant_databases SET changelog_version = ? WHERE tenant_id = ?",
                    older,
                    open.id().value());
        });

        try {
            assertThatThrownBy(start::check)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(LANDED)
                    .hasMessageContaining("validCheckSum: ANY");
        } finally {
            controlPlane.useTransaction(handle ->
                    handle.execute(
                            "DELETE FROM changelog_versions WHERE changelog_version = ?", older));
        }
    }
}
