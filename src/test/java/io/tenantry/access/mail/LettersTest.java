package io.tenantry.access.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.mailer.Mail;
import io.tenantry.access.user.People;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestClock;
import io.tenantry.server.TestMailServer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.health.Readiness;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How letters are written, and what becomes of them. */
@ServerTest
class LettersTest {
    private static final Map<String, String> VALUES =
            Map.of(
                    "person", "<b>Grace</b>\r\nBcc: everybody@mail.test",
                    "code", "4921 0386",
                    "tenant", "<b>Evil & Sons</b>\r\nBcc: everybody@mail.test",
                    "inviter", "Mallory \"M\"",
                    "days", "7",
                    "hours", "24",
                    "minutes", "30",
                    "guest", "<b>Grace</b>",
                    "reason", "Ticket 4711: <b>nothing</b> opens",
                    "link", "https://tenantry.test/page#token=secret-of-the-link");

    @Inject LetterWriter writer;
    @Inject Outbox outbox;
    @Inject Postman postman;
    @Inject @Readiness MailWatch watch;
    @Inject ControlPlane controlPlane;
    @Inject People people;
    @Inject TestClock clock;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void everyLetterIsWrittenInEveryLanguageWithItsValuesEscaped() {
        for (Letter letter : Letter.values()) {
            for (Language language : Language.values()) {
                Mail mail = writer.write(letter, "a@mail.test", language, VALUES);

                assertThat(mail.getSubject()).isNotBlank().doesNotContain("\n", "\r");
                assertThat(mail.getText()).contains(VALUES.get("link"));
                assertThat(mail.getHtml())
                        .contains("lang=\"" + language.tag() + "\"", VALUES.get("link"))
                        .doesNotContain("<b>");
            }
        }
    }

    @Test
    void whatAMailSaysIsSealedAndForgottenOnceItIsSent() {
        String recipient = recipient();
        String before =
                controlPlane.inTransaction(h -> {
                    outbox.put(h, Mailing.to(recipient, Letter.WELCOME, Language.ENGLISH, VALUES));
                    return content(h, recipient);
                });
        assertThat(before).isEqualTo("sealed");

        assertThat(TestMailServer.only(recipient).text()).contains("secret-of-the-link");
        Awaitility.await().until(() -> state(recipient), "sent none"::equals);
    }

    @Test
    void aMailOfATenantThatIsBeingMadeWaitsUntilItIsOpen() {
        TenantId tenant = people.tenant();
        people.setState(tenant, "provisioning");
        String early = recipient();
        String sooner = recipient();
        Mailing mailing = Mailing.to(early, Letter.WELCOME, Language.ENGLISH, VALUES);
        controlPlane.useTransaction(h -> {
            outbox.put(h, mailing.of(tenant, null).onceOpened());
            outbox.put(h, Mailing.to(sooner, Letter.WELCOME, Language.ENGLISH, VALUES));
        });
        TestMailServer.only(sooner);
        assertThat(state(early)).isEqualTo("held sealed");

        people.setState(tenant, "active");
        postman.wake();

        TestMailServer.only(early);
        Awaitility.await().until(() -> state(early), "sent none"::equals);
    }

    @Test
    void aMailThatNobodyTakesIsGivenUpAfterADay() {
        String recipient = recipient();
        TestMailServer.stop();
        try {
            controlPlane.useTransaction(h ->
                    outbox.put(h, Mailing.to(recipient, Letter.WELCOME, Language.ENGLISH, VALUES)));
            Awaitility.await().until(() -> failure(recipient), failure -> !failure.isEmpty());
            clock.putForward(Duration.ofHours(25));
            postman.wake();
            Awaitility.await().until(() -> state(recipient), "failed none"::equals);
        } finally {
            TestMailServer.start();
        }
        watch.look();

        assertThat(watch.call().getData().orElseThrow()).containsEntry("configured", true);
        assertThat((Long) watch.call().getData().orElseThrow().get("failed")).isPositive();
    }

    private static String recipient() {
        return Ulid.next().toLowerCase(Locale.ROOT) + "@letters.test";
    }

    private static String content(Handle handle, String recipient) {
        return handle.createQuery(
                        """
                        SELECT IF(LOCATE('secret-of-the-link', content_secret) > 0, 'plain', 'sealed')
                        FROM mails
                        WHERE recipient = :recipient
                        """)
                .bind("recipient", recipient)
                .mapTo(String.class)
                .one();
    }

    private String state(String recipient) {
        return text(recipient, "CONCAT(state, IF(content_secret IS NULL, ' none', ' sealed'))");
    }

    private String failure(String recipient) {
        return text(recipient, "COALESCE(failure, '')");
    }

    private String text(String recipient, String expression) {
        List<String> found =
                controlPlane.read(h ->
                        h.createQuery("SELECT <what> FROM mails WHERE recipient = :recipient")
                                .define("what", expression)
                                .bind("recipient", recipient)
                                .mapTo(String.class)
                                .list());
        return found.getFirst();
    }
}
