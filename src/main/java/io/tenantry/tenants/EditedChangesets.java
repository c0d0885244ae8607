package io.tenantry.tenants;

import io.quarkus.runtime.StartupEvent;
import io.tenantry.boot.StartOrder;
import io.tenantry.provisioning.changelog.SchemaVersions;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * Stops the start of a release that edits a changeset which has landed: no migration can bring
 * tenants to its version, so it would refuse all of them. Replicas of the release before go on.
 */
@ApplicationScoped
class EditedChangesets {
    private final SchemaVersions versions;

    EditedChangesets(SchemaVersions versions) {
        this.versions = versions;
    }

    void atStart(@Observes @Priority(StartOrder.CONTROL_PLANE + 10) StartupEvent start) {
        check();
    }

    /**
     * @throws IllegalStateException if there are any; the message names them
     */
    void check() {
        Set<String> edited = versions.edited();
        if (!edited.isEmpty()) {
            throw new IllegalStateException(
                    """
                    the server does not start with this tenant changelog: changesets were edited \
                    that tenants' databases have: %s. Put their texts back and write a new \
                    changeset for the change; or, if the new text does the same, give them \
                    validCheckSum: ANY\
                    """
                            .formatted(String.join(", ", edited)));
        }
    }
}
