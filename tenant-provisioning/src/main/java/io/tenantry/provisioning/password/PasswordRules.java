package io.tenantry.provisioning.password;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** Judges new passwords. */
public final class PasswordRules {
    /** The fewest characters of a password. */
    public static final int SHORTEST = 12;

    /** The most characters of a password: more would only be work for us. */
    public static final int LONGEST = 256;

    private final BreachedPasswords breached;

    public PasswordRules(BreachedPasswords breached) {
        this.breached = breached;
    }

    /** Why somebody may not choose a password; empty if they may. */
    public Optional<PasswordRefusal> refusal(String password, PasswordOwner owner) {
        // As it is hashed: what looks the same is the same.
        String text = Normalizer.normalize(password, Normalizer.Form.NFKC);
        int length = text.codePointCount(0, text.length());
        if (length < SHORTEST) {
            return Optional.of(PasswordRefusal.TOO_SHORT);
        }
        if (length > LONGEST) {
            return Optional.of(PasswordRefusal.TOO_LONG);
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (Repetition.is(lower)) {
            return Optional.of(PasswordRefusal.REPETITIVE);
        }
        if (KeyboardRuns.make(lower)) {
            return Optional.of(PasswordRefusal.KEYBOARD_RUN);
        }
        if (owner.words().stream().anyMatch(lower::contains)) {
            return Optional.of(PasswordRefusal.PERSONAL);
        }
        return breached.contains(text)
                        || Undecorated.of(lower).stream().anyMatch(breached::contains)
                ? Optional.of(PasswordRefusal.BREACHED)
                : Optional.empty();
    }
}
