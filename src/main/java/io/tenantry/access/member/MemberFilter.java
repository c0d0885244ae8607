package io.tenantry.access.member;

import io.tenantry.provisioning.controlplane.LikePattern;
import io.tenantry.routing.Ulid;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which members to list; null wherever all are wanted.
 *
 * @param state its code
 * @param department its id: members of it and of those below it
 * @param role its id
 * @param text what the name or the e-mail address holds, in any case
 */
public record MemberFilter(
        @Nullable String state,
        @Nullable String department,
        @Nullable String role,
        @Nullable String text) {
    /** The states to filter by, for {@link jakarta.validation.constraints.Pattern}. */
    public static final String STATES = "invited|pending|active|suspended|left";

    /** How long the text may be. */
    public static final int LONGEST_TEXT = 100;

    /** All members. */
    public static final MemberFilter ALL = new MemberFilter(null, null, null, null);

    private static final Pattern ROLE = Pattern.compile("[a-z_]{1,40}");

    /** Whether nobody can match: an id that is none. */
    boolean matchesNobody() {
        return (department != null && !Ulid.isValid(department))
                || (role != null && !Ulid.isValid(role) && !ROLE.matcher(role).matches());
    }

    /** The pattern of names. */
    @Nullable String like() {
        return text == null ? null : LikePattern.holding(text.strip());
    }

    /** The pattern of addresses, which are in lower case. */
    @Nullable String likeAddress() {
        String like = like();
        return like == null ? null : like.toLowerCase(Locale.ROOT);
    }
}
