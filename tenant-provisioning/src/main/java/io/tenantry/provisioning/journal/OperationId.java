package io.tenantry.provisioning.journal;

import io.tenantry.routing.Ulid;
import java.time.Instant;
import java.util.Optional;

/**
 * The identity of an operation.
 *
 * @param value a ULID in canonical form
 */
public record OperationId(String value) {
    /**
     * @throws IllegalArgumentException if the value is not a canonical ULID
     */
    public OperationId {
        if (!Ulid.isValid(value)) {
            throw new IllegalArgumentException("not an operation id");
        }
    }

    /** Reads an identity from outside; empty if the text is not one. */
    public static Optional<OperationId> parse(String text) {
        return Ulid.isValid(text) ? Optional.of(new OperationId(text)) : Optional.empty();
    }

    /** When the operation was asked for. */
    public Instant requestedAt() {
        return Ulid.timeOf(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
