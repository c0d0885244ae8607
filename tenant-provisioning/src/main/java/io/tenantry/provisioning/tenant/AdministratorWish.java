package io.tenantry.provisioning.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who will run a tenant, as every door writes it into {@link CreateTenant#admin} and the step
 * {@value TenantCreation#FIRST_ADMINISTRATOR} reads it there, in whatever process that runs.
 *
 * @param email without white space around it, in lower case
 * @param hash of the password, in the encoded form of Argon2id; null if they shall choose one later
 */
public record AdministratorWish(String email, String name, @Nullable String hash) {
    private static final String EMAIL = "email";
    private static final String NAME = "name";
    private static final String HASH = "hash";

    public AdministratorWish {
        email = email.strip().toLowerCase(Locale.ROOT);
    }

    /** For the journal. */
    public JsonNode journaled() {
        return JsonNodeFactory.instance
                .objectNode()
                .put(EMAIL, email)
                .put(NAME, name)
                .put(HASH, hash);
    }

    /**
     * From the journal.
     *
     * @throws IllegalArgumentException if it is not of this form
     */
    public static AdministratorWish of(JsonNode journaled) {
        if (journaled instanceof ObjectNode wish
                && wish.path(EMAIL).isTextual()
                && wish.path(NAME).isTextual()) {
            JsonNode hash = wish.path(HASH);
            return new AdministratorWish(
                    wish.path(EMAIL).textValue(),
                    wish.path(NAME).textValue(),
                    hash.isTextual() ? hash.textValue() : null);
        }
        throw new IllegalArgumentException(
                "the journaled administrator is not one of this version");
    }
}
