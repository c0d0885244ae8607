package io.tenantry.access.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/** The mail server that is configured. */
@Singleton
class Smtp {
    private static final String HOST = "quarkus.mailer.host";
    private static final String FROM = "quarkus.mailer.from";

    private final ReactiveMailer mailer;
    private final Context eventLoop;
    private final MailConfig config;
    private final boolean configured;

    Smtp(ReactiveMailer mailer, Vertx vertx, MailConfig config, Config all) {
        this.mailer = mailer;
        this.eventLoop = vertx.getOrCreateContext();
        this.config = config;
        this.configured = isSet(all, HOST) && isSet(all, FROM);
    }

    /** Whether somebody has said which server to use, and whom mails are from. */
    boolean isConfigured() {
        return configured;
    }

    /**
     * Hands a mail to the server; it fails if that takes too long.
     *
     * <p>On an event loop, because the client connects on the one of its caller: called from a
     * thread that has none, it listens too late now and then, misses the server's greeting, and
     * waits for it for ever.
     */
    CompletableFuture<Void> send(Mail mail) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        eventLoop.runOnContext(_ ->
                mailer.send(mail)
                        .subscribe()
                        .with(result::complete, result::completeExceptionally));
        return result.orTimeout(config.patience().toMillis(), TimeUnit.MILLISECONDS);
    }

    // The framework's default, localhost, is nobody's word.
    private static boolean isSet(Config all, String name) {
        ConfigValue value = all.getConfigValue(name);
        return value.getValue() != null
                && !value.getValue().isBlank()
                && value.getSourceOrdinal() > 0;
    }
}
