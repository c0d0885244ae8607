package io.tenantry.onboarding;

import io.tenantry.access.Roles;
import io.tenantry.access.mail.Language;
import io.tenantry.access.mail.Languages;
import io.tenantry.access.mail.Letter;
import io.tenantry.access.mail.Mailing;
import io.tenantry.access.mail.Outbox;
import io.tenantry.access.mail.PublicAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Writes to those whom a sign-up concerns; each method joins the caller's transaction. */
@ApplicationScoped
class Notices {
    /** The page that links in mails lead to. */
    private static final String PAGE = "onboarding";

    private static final int MOST_ADMINISTRATORS = 20;
    private static final String LINK = "link";
    private static final String TENANT = "tenant";

    private final Outbox outbox;
    private final PublicAddress address;
    private final Languages languages;

    Notices(Outbox outbox, PublicAddress address, Languages languages) {
        this.outbox = outbox;
        this.address = address;
        this.languages = languages;
    }

    /**
     * Sends a code. The mail names nothing that whoever signs up has typed: it goes to anybody
     * whose address they know.
     */
    void code(Handle handle, SignUp signUp, String email, String code, String link) {
        outbox.withdraw(handle, signUp.id());
        outbox.put(
                handle,
                Mailing.to(
                                email,
                                Letter.SIGN_UP_CODE,
                                signUp.language(),
                                Map.of(
                                        "code",
                                        code.substring(0, 4) + " " + code.substring(4),
                                        "minutes",
                                        Long.toString(Verifying.LIFETIME.toMinutes()),
                                        LINK,
                                        address.link(PAGE, link)))
                        .about(signUp.id()));
    }

    /** Tells those who run the platform that somebody waits. */
    void waits(Handle handle, SignUp signUp) {
        Language language = languages.first();
        String decision = address.page("/platform/sign-ups?sign-up=" + signUp.id());
        List<String> administrators =
                handle.createQuery(
                                """
                                SELECT email FROM users
                                WHERE platform_role = :role AND state = 'active'
                                ORDER BY id
                                LIMIT :most
                                """)
                        .bind("role", Roles.PLATFORM_ADMIN)
                        .bind("most", MOST_ADMINISTRATORS)
                        .mapTo(String.class)
                        .list();
        outbox.put(
                handle,
                administrators.stream()
                        .map(email ->
                                Mailing.to(
                                        email,
                                        Letter.SIGN_UP_WAITS,
                                        language,
                                        Map.of(TENANT, name(signUp), LINK, decision)))
                        .toList());
    }

    void approved(Handle handle, SignUp signUp) {
        tell(
                handle,
                signUp,
                Letter.SIGN_UP_APPROVED,
                Map.of(TENANT, name(signUp), LINK, address.page("/t/" + signUp.wanted().slug())));
    }

    void rejected(Handle handle, SignUp signUp, String reason) {
        tell(
                handle,
                signUp,
                Letter.SIGN_UP_REJECTED,
                Map.of(TENANT, name(signUp), "reason", reason, LINK, address.home()));
    }

    private void tell(Handle handle, SignUp signUp, Letter letter, Map<String, String> values) {
        String email = signUp.applicant().email();
        if (email != null) {
            outbox.put(handle, Mailing.to(email, letter, signUp.language(), values));
        }
    }

    private static String name(SignUp signUp) {
        String name = signUp.wanted().name();
        return name == null ? signUp.id() : name;
    }
}
