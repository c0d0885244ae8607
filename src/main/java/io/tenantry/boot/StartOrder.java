package io.tenantry.boot;

/**
 * The order in which rooms start, lowest first: priorities of observers of {@code StartupEvent}.
 * Whatever reads the control plane starts after {@link #CONTROL_PLANE}.
 */
public final class StartOrder {
    // Quartz looks into its tables at 0, which is not for us to choose.

    /** Configuration is checked. */
    public static final int CONFIGURATION = -200;

    /** The control plane's schema is brought up to date. */
    public static final int CONTROL_PLANE = -100;

    /** Token signing keys are loaded, or the first one is made. */
    public static final int SIGNING_KEYS = 300;

    /** The first platform administrator is made. */
    public static final int ACCOUNTS = 400;

    /** What runs for as long as the server does. */
    public static final int BACKGROUND = 500;

    private StartOrder() {}
}
