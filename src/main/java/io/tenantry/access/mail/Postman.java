package io.tenantry.access.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tenantry.boot.StartOrder;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Sends mails that are due, on a thread of its own: a mail server that is slow holds up nothing
 * else.
 */
@ApplicationScoped
class Postman {
    private static final Logger LOG = Logger.getLogger(Postman.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(15);
    private static final int MOST_DOUBLINGS = 10;
    private static final int AT_ONCE = 20;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>]+@[^\\s<>]+");

    private final Mails mails;
    private final LetterWriter writer;
    private final Smtp smtp;
    private final ControlPlane controlPlane;
    private final MailConfig config;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("tenantry-mail").daemon().factory());
    private volatile boolean told;
    private volatile boolean failing;

    Postman(
            Mails mails,
            LetterWriter writer,
            Smtp smtp,
            ControlPlane controlPlane,
            MailConfig config) {
        this.mails = mails;
        this.writer = writer;
        this.smtp = smtp;
        this.controlPlane = controlPlane;
        this.config = config;
    }

    void atStart(@Observes @Priority(StartOrder.BACKGROUND) StartupEvent start) {
        var _ =
                thread.scheduleWithFixedDelay(
                        this::round, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    void atEnd(@Observes ShutdownEvent end) {
        thread.shutdownNow();
    }

    /** Has what is due sent now, and not at the next round. */
    void wake() {
        if (woken.compareAndSet(false, true)) {
            try {
                thread.execute(this::round);
            } catch (RejectedExecutionException stopping) {
                LOG.debug("this replica stops; another one sends the mail");
            }
        }
    }

    // A task that throws would never be run again, whatever it throws.
    private void round() {
        woken.set(false);
        try {
            deliver();
        } catch (RuntimeException e) {
            LOG.warnf(e, "mails were not sent and will be tried again");
        }
    }

    private void deliver() {
        if (!smtp.isConfigured()) {
            tellOnce();
            return;
        }
        controlPlane.useTransaction(handle -> mails.release(handle, controlPlane.now()));
        boolean more;
        do {
            more = deliverSome();
        } while (more && !Thread.currentThread().isInterrupted());
    }

    /** Whether there may be more to send at once. */
    private boolean deliverSome() {
        Instant now = controlPlane.now();
        // Longer than sending them all takes, or another replica would send them too.
        Instant until = now.plus(config.patience().multipliedBy(2)).plus(PAUSE);
        List<QueuedMail> due =
                controlPlane.inTransaction(handle -> mails.take(handle, now, until, AT_ONCE));
        List<Sending> sendings = due.stream().map(this::begin).toList();
        int sent = 0;
        for (Sending sending : sendings) {
            sent += end(sending) ? 1 : 0;
        }
        return sent > 0 || due.size() == AT_ONCE;
    }

    private Sending begin(QueuedMail mail) {
        try {
            return new Sending(mail, smtp.send(written(mail)));
        } catch (RuntimeException e) {
            return new Sending(mail, CompletableFuture.failedFuture(e));
        }
    }

    private Mail written(QueuedMail mail) {
        return writer.write(
                Letter.ofKey(mail.letter()), mail.recipient(), mail.language(), mails.values(mail));
    }

    private boolean end(Sending sending) {
        QueuedMail mail = sending.mail();
        try {
            sending.result().join();
        } catch (CompletionException e) {
            // Mail servers repeat addresses, which do not belong into logs.
            putOff(mail, ADDRESS.matcher(String.valueOf(e.getCause())).replaceAll("(address)"));
            return false;
        }
        controlPlane.useTransaction(handle -> mails.sent(handle, mail.id(), controlPlane.now()));
        if (failing) {
            failing = false;
            LOG.info("mails are being sent again");
        }
        return true;
    }

    private void putOff(QueuedMail mail, String failure) {
        Instant now = controlPlane.now();
        boolean over = now.isAfter(mail.createdAt().plus(config.retryFor()));
        controlPlane.useTransaction(handle -> {
            if (over) {
                mails.failed(handle, mail.id(), failure, now);
            } else {
                mails.putOff(handle, mail.id(), failure, now.plus(delay(mail.attempts())));
            }
        });
        if (over) {
            LOG.warnf("mail %s (%s) was given up: %s", mail.id(), mail.letter(), failure);
        } else if (!failing) {
            failing = true;
            LOG.warnf("mails are not sent, and will be tried again: %s", failure);
        }
    }

    private static Duration delay(int attempts) {
        Duration doubled = FIRST_DELAY.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        return doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY;
    }

    private void tellOnce() {
        if (!told && controlPlane.read(handle -> mails.count(handle, "queued")) > 0) {
            told = true;
            LOG.warn(
                    "mails wait and are not sent: set quarkus.mailer.host and quarkus.mailer.from");
        }
    }

    private record Sending(QueuedMail mail, CompletableFuture<Void> result) {}
}
