package io.tenantry.access.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;

/** How mails are sent; by which server says {@code quarkus.mailer.*}. */
@ConfigMapping(prefix = "tenantry.access.mail")
public interface MailConfig {
    /** How long a mail is tried that the mail server does not take; hours to days. */
    @WithDefault("24H")
    Duration retryFor();

    /** How long the mail server may take for one mail; seconds. */
    @WithDefault("30S")
    Duration patience();

    /** The language of mails where neither the person nor their organisation has one. */
    @WithDefault("en")
    @Pattern(regexp = Language.TAGS)
    String language();
}
