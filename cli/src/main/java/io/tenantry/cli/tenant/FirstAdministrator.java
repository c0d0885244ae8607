package io.tenantry.cli.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.tenantry.cli.CommandFailedException;
import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.config.Settings;
import io.tenantry.provisioning.password.BreachedPasswords;
import io.tenantry.provisioning.password.PasswordOwner;
import io.tenantry.provisioning.password.PasswordRules;
import io.tenantry.provisioning.tenant.AdministratorWish;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Who will run a new tenant. A server makes the account, since people are its business: an
 * operation that wants one waits for it.
 */
public final class FirstAdministrator {
    /** Where the password is looked for when no file is named. */
    private static final String VARIABLE = "TENANTRY_ADMIN_PASSWORD";

    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");
    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_NAME = 200;

    // The server's, so that a password costs the same whichever door it came through.
    private static final String PREFIX = "tenantry.access.password.";
    private static final int MEMORY_KIB = 19_456;
    private static final int ITERATIONS = 2;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    @Option(
            names = "--admin-email",
            paramLabel = "EMAIL",
            description = "Who will run the tenant; a server makes the account")
    private @Nullable String email;

    @Option(
            names = "--admin-name",
            paramLabel = "NAME",
            description = "What they are called. Default: the address")
    private @Nullable String name;

    @Option(
            names = "--admin-password-file",
            paramLabel = "FILE",
            description =
                    "A file with their password and nothing else. Default: $"
                            + VARIABLE
                            + ", else asked for")
    private @Nullable Path passwordFile;

    @Option(
            names = "--admin-without-password",
            description = "The account gets none, or keeps the one it has")
    private boolean withoutPassword;

    /**
     * As it is journaled; null if nobody is named.
     *
     * @param slug of the tenant, which the password may not contain
     * @param tenant its name, neither
     * @throws CommandFailedException if the options make no sense, or a value is not of its form
     */
    public @Nullable JsonNode wish(Session session, String slug, String tenant) {
        if (email == null) {
            if (name != null || passwordFile != null || withoutPassword) {
                throw refused(
                        "admin_email_missing", "the other --admin options need --admin-email");
            }
            return null;
        }
        if (!EMAIL.matcher(email.strip()).matches() || email.length() > LONGEST_EMAIL) {
            throw refused("admin_malformed", "that is no e-mail address");
        }
        String called = name == null ? email.strip() : name;
        if (called.isBlank() || called.length() > LONGEST_NAME) {
            throw refused(
                    "admin_malformed", "a name has 1 to %d characters".formatted(LONGEST_NAME));
        }
        PasswordOwner owner = PasswordOwner.of(email, called, slug, tenant);
        return new AdministratorWish(email, called, hash(session, owner)).journaled();
    }

    private @Nullable String hash(Session session, PasswordOwner owner) {
        if (withoutPassword) {
            if (passwordFile != null) {
                throw refused(
                        "admin_malformed",
                        "a password and --admin-without-password exclude each other");
            }
            return null;
        }
        String password =
                session.secret(passwordFile, VARIABLE, "Password of %s: ".formatted(email));
        Settings settings = session.settings();
        rules(settings)
                .refusal(password, owner)
                .ifPresent(why -> {
                    throw refused("password_refused", "the password is refused: " + why.message());
                });
        return Password.hash(Normalizer.normalize(password, Normalizer.Form.NFKC))
                .addRandomSalt(SALT_BYTES)
                .with(
                        Argon2Function.getInstance(
                                settings.number(PREFIX + "memory-kib", MEMORY_KIB),
                                settings.number(PREFIX + "iterations", ITERATIONS),
                                1,
                                HASH_BYTES,
                                Argon2.ID))
                .getResult();
    }

    private static PasswordRules rules(Settings settings) {
        try {
            return new PasswordRules(
                    settings.find(PREFIX + "breached-list")
                            .map(Path::of)
                            .map(BreachedPasswords::shippedAnd)
                            .orElseGet(BreachedPasswords::shipped));
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new CommandFailedException(
                    ExitCode.CONFIGURATION,
                    "setting_malformed",
                    PREFIX + "breached-list: " + e.getMessage(),
                    "Correct it where it is set.");
        }
    }

    private static CommandFailedException refused(String code, String what) {
        return new CommandFailedException(ExitCode.USAGE, code, what, null);
    }
}
