package io.tenantry.boot;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** Stops the start if the configuration would make the server unsafe. */
@ApplicationScoped
class SafeStart {
    private final Config config;

    SafeStart(Config config) {
        this.config = config;
    }

    void atStart(@Observes @Priority(StartOrder.CONFIGURATION) StartupEvent start) {
        List<String> faults =
                new BootChecks(
                                name -> config.getOptionalValue(name, String.class),
                                LaunchMode.current() == LaunchMode.NORMAL)
                        .faults();
        if (!faults.isEmpty()) {
            throw new UnsafeConfigurationException(
                    "the server does not start with this configuration:\n  "
                            + String.join("\n  ", faults));
        }
    }
}
