package io.tenantry.provisioning.password;

/** Texts that are one part again and again. */
final class Repetition {
    /** A part of so few characters is no password, however often it stands there. */
    private static final int SHORT = 4;

    private Repetition() {}

    /** Whether a text is a part of at most {@value #SHORT} characters again and again. */
    static boolean is(String text) {
        return period(text) <= SHORT;
    }

    /** The part that a text is again and again, at least twice; else the text itself. */
    static String unit(String text) {
        int period = period(text);
        return period * 2 <= text.length() ? text.substring(0, period) : text;
    }

    /** The shortest distance at which a text repeats itself to its end. */
    private static int period(String text) {
        int period = 1;
        while (!text.startsWith(text.substring(period))) {
            period++;
        }
        return period;
    }
}
