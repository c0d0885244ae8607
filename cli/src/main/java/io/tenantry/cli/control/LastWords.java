package io.tenantry.cli.control;

import io.tenantry.cli.output.Console;

/**
 * What is said if Ctrl-C (or a TERM) ends the command while it does something that no operation
 * takes back: what is left, and what to do about it.
 */
public final class LastWords implements AutoCloseable {
    private final Thread hook;

    private LastWords(Console console, String words) {
        this.hook =
                new Thread(
                        () -> {
                            console.say("");
                            console.say("Stopped. " + words);
                        },
                        "tenantry-last-words");
    }

    /** Until they are closed. */
    public static LastWords during(Console console, String words) {
        LastWords last = new LastWords(console, words);
        Runtime.getRuntime().addShutdownHook(last.hook);
        return last;
    }

    @Override
    public void close() {
        try {
            boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // They are being said.
            hook.interrupt();
        }
    }
}
