package io.tenantry.routing;

import java.util.Optional;

/**
 * The identity of a tenant, stable for its whole life.
 *
 * @param value a ULID in canonical form: 26 upper-case characters of Crockford's base 32
 */
public record TenantId(String value) implements Comparable<TenantId> {
    /**
     * @throws IllegalArgumentException if the value is not a canonical ULID
     */
    public TenantId {
        if (!Ulid.isValid(value)) {
            throw new IllegalArgumentException("not a tenant id");
        }
    }

    /** Makes the identity of a tenant that is about to be created. */
    public static TenantId next() {
        return new TenantId(Ulid.next());
    }

    /** Reads an identity from outside; empty if the text is not one. */
    public static Optional<TenantId> parse(String text) {
        return Ulid.isValid(text) ? Optional.of(new TenantId(text)) : Optional.empty();
    }

    @Override
    public int compareTo(TenantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
