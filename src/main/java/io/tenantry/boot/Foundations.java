package io.tenantry.boot;

import io.quarkus.arc.DefaultBean;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import javax.sql.DataSource;

/** Makes what the modules below need from the server's configuration. */
@Dependent
class Foundations {
    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    ControlPlane controlPlane(DataSource dataSource, Clock clock) {
        return new ControlPlane(dataSource, clock);
    }

    @Produces
    @Singleton
    AuditLog auditLog(ControlPlane controlPlane) {
        return new AuditLog(controlPlane);
    }
}
