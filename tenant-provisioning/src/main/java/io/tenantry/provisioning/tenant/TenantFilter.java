package io.tenantry.provisioning.tenant;

import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which tenants a list shows; whatever is null does not matter.
 *
 * @param text what the slug begins with, what the name holds in any case, or the whole id
 * @param states any of them; none for all
 * @param server the name of the database server that they lie on
 * @param plan its code
 * @param tag one that they have
 */
public record TenantFilter(
        @Nullable String text,
        Set<TenantState> states,
        @Nullable String server,
        @Nullable String plan,
        @Nullable Tag tag) {
    /** All of them, also those that are gone. */
    public static final TenantFilter ALL = new TenantFilter(null, Set.of(), null, null, null);

    private static final Pattern OF_SLUGS = Pattern.compile("[a-z0-9-]+");

    public TenantFilter {
        text = text == null || text.isBlank() ? null : text.strip();
        states = states.isEmpty() ? Set.of(TenantState.values()) : Set.copyOf(states);
    }

    /** What a slug may begin with; empty if no slug is like the text. */
    Optional<String> slug() {
        return Optional.ofNullable(text)
                .map(typed -> typed.toLowerCase(Locale.ROOT))
                .filter(typed -> OF_SLUGS.matcher(typed).matches());
    }

    /** The id that the text may be. */
    Optional<TenantId> id() {
        return Optional.ofNullable(text)
                .map(typed -> typed.toUpperCase(Locale.ROOT))
                .flatMap(TenantId::parse);
    }

    /**
     * A tag with its value.
     *
     * @param name 1 to 63 of a-z, 0-9, dot, hyphen and underscore
     * @param value of the same and A-Z
     */
    public record Tag(String name, String value) {
        private static final Pattern FORM =
                Pattern.compile("([a-z0-9._-]{1,63})=([A-Za-z0-9._-]{1,63})");

        /** Reads {@code ring=canary}; empty if it is not of that form. */
        public static Optional<Tag> parse(String text) {
            return Optional.of(FORM.matcher(text))
                    .filter(Matcher::matches)
                    .map(form -> new Tag(form.group(1), form.group(2)));
        }

        /** Where it stands in the tags of a tenant. */
        String path() {
            return "$.\"" + name + "\"";
        }
    }
}
