package io.tenantry.routing.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Set;
import org.jboss.logging.Logger;

/** The servers that the host has registered, remembered: a readiness probe waits for nobody. */
@ApplicationScoped
class KnownServers {
    private static final Logger LOG = Logger.getLogger(KnownServers.class);

    private final Instance<ServerRegister> registers;
    private volatile Set<String> names = Set.of();

    KnownServers(Instance<ServerRegister> registers) {
        this.registers = registers;
    }

    Set<String> names() {
        return names;
    }

    /** Asks the register, if there is one; what cannot be read stays as it was. */
    void refresh() {
        try {
            registers.stream()
                    .findFirst()
                    .ifPresent(register -> names = Set.copyOf(register.names()));
        } catch (RuntimeException e) {
            LOG.debug("the register of servers cannot be read", e);
        }
    }
}
