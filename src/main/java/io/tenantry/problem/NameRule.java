package io.tenantry.problem;

/**
 * What may be a name that people give to something: at least one character that can be seen, in any
 * script, and neither control characters nor halves of characters, which no database keeps.
 */
public final class NameRule {
    /** For {@link jakarta.validation.constraints.Pattern}. */
    public static final String PATTERN = "[^\\p{Cc}\\p{Cs}]*[^\\p{C}\\p{Z}][^\\p{Cc}\\p{Cs}]*";

    public static final String REFUSAL = "must not be blank or hold control characters";

    private NameRule() {}
}
