package io.tenantry.onboarding;

import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.tenant.ReservedSlugs;
import io.tenantry.routing.TenantSlug;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * Which slugs can be had. A sign-up holds its slug for a while against other sign-ups; against
 * whoever runs the platform it does not.
 */
@ApplicationScoped
class Slugs {
    private static final int DUPLICATE_KEY = 1062;
    private static final int MOST_SUGGESTIONS = 3;

    /** Whether a slug can be had. */
    enum Verdict {
        FREE,
        TAKEN,
        RESERVED,
        MALFORMED
    }

    /** What is to be said about a slug, and which others could be had instead. */
    record Check(Verdict verdict, List<String> suggestions) {}

    /**
     * Looks at a slug.
     *
     * @param own the id of the sign-up that asks, whose own slug is free for it; or null
     */
    Check check(Handle handle, String slug, @Nullable String own, Instant now) {
        List<String> others = SlugSuggestions.beside(slug);
        boolean wellFormed = TenantSlug.parse(slug).isPresent();
        Set<String> taken = taken(handle, slug, others, own, now);
        Verdict verdict =
                !wellFormed
                        ? Verdict.MALFORMED
                        : ReservedSlugs.contains(slug)
                                ? Verdict.RESERVED
                                : taken.contains(slug) ? Verdict.TAKEN : Verdict.FREE;
        return new Check(
                verdict,
                verdict == Verdict.FREE
                        ? List.of()
                        : others.stream()
                                .filter(each ->
                                        !taken.contains(each) && !ReservedSlugs.contains(each))
                                .limit(MOST_SUGGESTIONS)
                                .toList());
    }

    private static Set<String> taken(
            Handle handle, String slug, List<String> others, @Nullable String own, Instant now) {
        List<String> asked = new ArrayList<>(others);
        if (TenantSlug.parse(slug).isPresent()) {
            asked.add(slug);
        }
        return asked.isEmpty()
                ? Set.of()
                : handle.createQuery(
                                """
                                SELECT slug_claim FROM tenants WHERE slug_claim IN (<slugs>)
                                UNION
                                SELECT slug_claim FROM sign_ups
                                WHERE slug_claim IN (<slugs>)
                                  AND (slug_held_until > :now OR state = 'waiting')
                                  AND id <> :own
                                """)
                        .bindList("slugs", asked)
                        .bind("own", own == null ? "" : own)
                        .bind("now", now)
                        .mapTo(String.class)
                        .set();
    }

    /**
     * Holds a slug for a sign-up, in the place of the one it held.
     *
     * @throws ProblemException {@code slug_taken}
     */
    void hold(Handle handle, String signUp, String slug, Instant now, Instant until) {
        boolean ofTenant =
                handle.createQuery("SELECT COUNT(*) FROM tenants WHERE slug_claim = :slug")
                                .bind("slug", slug)
                                .mapTo(Integer.class)
                                .one()
                        > 0;
        if (ofTenant) {
            throw taken(slug);
        }
        handle.createUpdate(
                        """
                        UPDATE sign_ups
                        SET slug_claim = NULL
                        WHERE slug_claim = :slug AND id <> :id
                          AND slug_held_until <= :now AND state <> 'waiting'
                        """)
                .bind("slug", slug)
                .bind("id", signUp)
                .bind("now", now)
                .execute();
        claim(handle, signUp, slug, until);
    }

    private static void claim(Handle handle, String signUp, String slug, Instant until) {
        try {
            handle.createUpdate(
                            """
                            UPDATE sign_ups
                            SET slug_claim = :slug, slug_held_until = :until
                            WHERE id = :id
                            """)
                    .bind("slug", slug)
                    .bind("until", until)
                    .bind("id", signUp)
                    .execute();
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLException sql && sql.getErrorCode() == DUPLICATE_KEY) {
                throw taken(slug);
            }
            throw e;
        }
    }

    static ProblemException taken(String slug) {
        return new ProblemException(
                ErrorCode.SLUG_TAKEN,
                "the slug %s is taken; choose another".formatted(slug),
                "Choose another slug.");
    }
}
