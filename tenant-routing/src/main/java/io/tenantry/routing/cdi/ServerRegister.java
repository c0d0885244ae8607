package io.tenantry.routing.cdi;

import java.util.Collection;

/** Which database servers there are, also those that no tenant lies on; a host may offer it. */
@FunctionalInterface
public interface ServerRegister {
    /** Their names. Asked every few seconds, on the thread that keeps the routes. */
    Collection<String> names();
}
