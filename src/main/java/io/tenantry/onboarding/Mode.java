package io.tenantry.onboarding;

import java.util.Locale;

/** Whether organisations may sign up by themselves. */
enum Mode {
    /** Whoever has shown their address gets a tenant. */
    OPEN,
    /** A platform administrator decides on each. */
    APPROVAL,
    OFF;

    /** The form in which it is configured and shown. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
