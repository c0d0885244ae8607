package io.tenantry.access.mail;

import java.time.Instant;

/**
 * A mail that is due.
 *
 * @param letter its key; this release may not know it
 * @param attempts those that were begun, this one included
 */
record QueuedMail(
        String id,
        String letter,
        String recipient,
        Language language,
        SealedContent content,
        int attempts,
        Instant createdAt) {
    @Override
    public String toString() {
        return "QueuedMail[" + id + "]";
    }
}
