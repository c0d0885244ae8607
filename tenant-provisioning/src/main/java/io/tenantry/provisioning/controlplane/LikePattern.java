package io.tenantry.provisioning.controlplane;

/** Patterns for LIKE in which what somebody typed stands for nothing but itself. */
public final class LikePattern {
    private LikePattern() {}

    /** Finds what holds the text. */
    public static String holding(String text) {
        return "%" + beginningWith(text);
    }

    /** Finds what begins with the text. */
    public static String beginningWith(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
