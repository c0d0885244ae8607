package io.tenantry.access.mail;

import io.tenantry.routing.TenantId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail to be sent.
 *
 * @param values what the letter names; they may be secret
 * @param tenant whose it is, or null
 * @param about the id of what it belongs to, by which it can be withdrawn; or null
 * @param accountsOnly whether it is sent only if the recipient has an account
 * @param onceOpen whether it waits until its tenant, which is being made, is open for work
 */
public record Mailing(
        Letter letter,
        String recipient,
        Language language,
        Map<String, String> values,
        @Nullable TenantId tenant,
        @Nullable String about,
        boolean accountsOnly,
        boolean onceOpen) {
    public Mailing {
        values = Map.copyOf(values);
    }

    /** A mail to whoever has the address. */
    public static Mailing to(
            String recipient, Letter letter, Language language, Map<String, String> values) {
        return new Mailing(letter, recipient, language, values, null, null, false, false);
    }

    /** The same for a tenant. */
    public Mailing of(TenantId owner, @Nullable String belongsTo) {
        return new Mailing(
                letter, recipient, language, values, owner, belongsTo, accountsOnly, onceOpen);
    }

    /** The same for something that is no tenant's. */
    public Mailing about(String belongsTo) {
        return new Mailing(
                letter, recipient, language, values, tenant, belongsTo, accountsOnly, onceOpen);
    }

    /** The same, sent only if the recipient has an account. */
    public Mailing toAccountsOnly() {
        return new Mailing(letter, recipient, language, values, tenant, about, true, onceOpen);
    }

    /** The same, sent once its tenant is open. */
    public Mailing onceOpened() {
        return new Mailing(letter, recipient, language, values, tenant, about, accountsOnly, true);
    }

    // What it says is of no business to anybody who reads a log.
    @Override
    public String toString() {
        return "Mailing[" + letter + "]";
    }
}
