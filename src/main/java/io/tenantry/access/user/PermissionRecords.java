package io.tenantry.access.user;

import io.quarkus.runtime.StartupEvent;
import io.tenantry.access.Permission;
import io.tenantry.boot.StartOrder;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Writes the permissions that this release knows into the control plane, at the start. */
@ApplicationScoped
class PermissionRecords {
    private final ControlPlane controlPlane;

    PermissionRecords(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    /** Any number of replicas may do this at once, of any release. */
    void atStart(@Observes @Priority(StartOrder.ACCOUNTS) StartupEvent start) {
        controlPlane.useTransaction(handle -> {
            try (PreparedBatch batch =
                    handle.prepareBatch(
                            """
                            INSERT INTO permissions (name, realm, summary)
                            VALUES (:name, :realm, :summary)
                            ON DUPLICATE KEY UPDATE summary = :summary
                            """)) {
                for (Permission each : Permission.all()) {
                    batch.bind("name", each.name())
                            .bind("realm", each.realm().name().toLowerCase(Locale.ROOT))
                            .bind("summary", each.summary())
                            .add();
                }
                batch.execute();
            }
        });
    }
}
