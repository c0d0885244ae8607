package io.tenantry.localstack;

/** Hooks of this JVM's exit. */
final class Shutdown {
    private Shutdown() {}

    static void register(Thread hook) {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    static void cancel(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is exiting: the hook runs or has run, and does nothing twice.
        }
    }
}
