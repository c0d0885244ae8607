package io.tenantry.routing;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a tenant in addresses, unique among living tenants.
 *
 * @param value 3 to 40 characters: lower-case ASCII letters, digits and hyphens, beginning with a
 *     letter and not ending with a hyphen. 26 characters of base 32 cannot be mistaken for one: a
 *     {@link TenantId} is upper case.
 */
public record TenantSlug(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{1,38}[a-z0-9]");

    /**
     * @throws IllegalArgumentException if the value is not of the form above
     */
    public TenantSlug {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a tenant slug");
        }
    }

    /** Reads a slug from outside; empty if the text is not one. */
    public static Optional<TenantSlug> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new TenantSlug(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
