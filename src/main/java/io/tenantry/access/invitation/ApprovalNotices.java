package io.tenantry.access.invitation;

import io.tenantry.access.mail.Language;
import io.tenantry.access.mail.Languages;
import io.tenantry.access.mail.Letter;
import io.tenantry.access.mail.Mailing;
import io.tenantry.access.mail.Outbox;
import io.tenantry.access.mail.PublicAddress;
import io.tenantry.access.policy.AccessPolicies;
import io.tenantry.access.user.Administrators;
import io.tenantry.access.user.User;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Tells those who run an organisation that somebody waits to be let in. */
@ApplicationScoped
class ApprovalNotices {
    /** A code that goes round is not to fill mailboxes: the list of who waits shows the rest. */
    private static final int MOST_AN_HOUR = 100;

    private static final Duration HOUR = Duration.ofHours(1);

    private final Administrators administrators;
    private final Outbox outbox;
    private final PublicAddress address;
    private final AccessPolicies policies;
    private final Languages languages;
    private final ControlPlane controlPlane;

    ApprovalNotices(
            Administrators administrators,
            Outbox outbox,
            PublicAddress address,
            AccessPolicies policies,
            Languages languages,
            ControlPlane controlPlane) {
        this.administrators = administrators;
        this.outbox = outbox;
        this.address = address;
        this.policies = policies;
        this.languages = languages;
        this.controlPlane = controlPlane;
    }

    /** In the caller's transaction. */
    void waits(Handle handle, Organisation organisation, User user) {
        if (written(handle, organisation) >= MOST_AN_HOUR) {
            return;
        }
        Language language = languages.first(policies.of(handle, organisation.id()).language());
        String person =
                user.name().equals(user.email())
                        ? user.email()
                        : "%s (%s)".formatted(user.name(), user.email());
        outbox.put(
                handle,
                administrators.addresses(handle, organisation.id()).stream()
                        .map(email ->
                                Mailing.to(
                                                email,
                                                Letter.APPROVAL_WAITS,
                                                language,
                                                Map.of(
                                                        "tenant",
                                                        organisation.name(),
                                                        "person",
                                                        person,
                                                        "link",
                                                        address.page(
                                                                "/t/"
                                                                        + organisation.slug()
                                                                        + "/members?state=pending")))
                                        .of(organisation.id(), null))
                        .toList());
    }

    private int written(Handle handle, Organisation organisation) {
        return handle.createQuery(
                        """
                        SELECT COUNT(*) FROM mails
                        WHERE tenant_id = :tenant AND letter = 'approval-waits'
                          AND created_at > :since
                        """)
                .bind("tenant", organisation.id().value())
                .bind("since", controlPlane.now().minus(HOUR))
                .mapTo(Integer.class)
                .one();
    }
}
