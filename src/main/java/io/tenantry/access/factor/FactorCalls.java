package io.tenantry.access.factor;

import io.tenantry.access.Caller;
import io.tenantry.access.account.OwnPassword;
import io.tenantry.access.factor.FactorMessages.FactorView;
import io.tenantry.access.factor.FactorMessages.OfferedFactor;
import io.tenantry.access.token.SessionRecords;
import io.tenantry.access.user.User;
import io.tenantry.access.user.Users;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people do about their own second factor. */
@ApplicationScoped
class FactorCalls {
    /** As many as the hash has (RFC 4226, section 4). */
    private static final int KEY_BYTES = 20;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final ControlPlane controlPlane;
    private final SecondFactors factors;
    private final RecoveryCodes recoveryCodes;
    private final FactorAttempts attempts;
    private final Users users;
    private final OwnPassword ownPassword;
    private final SessionRecords sessions;
    private final FactorConfig config;

    FactorCalls(
            ControlPlane controlPlane,
            SecondFactors factors,
            RecoveryCodes recoveryCodes,
            FactorAttempts attempts,
            Users users,
            OwnPassword ownPassword,
            SessionRecords sessions,
            FactorConfig config) {
        this.controlPlane = controlPlane;
        this.factors = factors;
        this.recoveryCodes = recoveryCodes;
        this.attempts = attempts;
        this.users = users;
        this.ownPassword = ownPassword;
        this.sessions = sessions;
        this.config = config;
    }

    FactorView read(Caller caller) {
        return controlPlane.read(handle -> {
            User user = users.demandActive(handle, caller.userId());
            return factors.find(handle, user.id())
                    .filter(SecondFactors.Factor::isOn)
                    .map(factor ->
                            new FactorView(
                                    true,
                                    factor.confirmedAt(),
                                    recoveryCodes.left(handle, user.id())))
                    .orElse(new FactorView(false, null, 0));
        });
    }

    OfferedFactor begin(Caller caller, @Nullable String password) {
        User user = demand(caller, Wanted.OFF);
        ownPassword.demand(caller, user, password);
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        controlPlane.useTransaction(handle -> {
            if (!factors.offer(handle, user.id(), key)) {
                throw present();
            }
        });
        String secret = Base32.encode(key);
        return new OfferedFactor(secret, uri(user, secret));
    }

    List<String> confirm(Caller caller, String code) {
        User user = demand(caller, Wanted.OFFERED);
        return attempts.count(
                user.id(),
                caller.actor(),
                handle -> {
                    if (!factors.confirm(handle, user.id(), code)) {
                        return Optional.empty();
                    }
                    caller.session().ifPresent(session -> sessions.addFactor(handle, session));
                    attempts.append(handle, caller.actor(), user.id(), "access.factor-enrol", null);
                    return Optional.of(recoveryCodes.renew(handle, user.id()));
                });
    }

    List<String> renew(Caller caller, ShownFactor shown) {
        User user = demand(caller, Wanted.ON);
        return attempts.accept(
                user.id(),
                caller.actor(),
                shown,
                handle -> {
                    attempts.append(
                            handle, caller.actor(), user.id(), "access.recovery-codes-renew", null);
                    return recoveryCodes.renew(handle, user.id());
                });
    }

    void remove(Caller caller, @Nullable String password, ShownFactor shown) {
        User user = demand(caller, Wanted.ON);
        ownPassword.demand(caller, user, password);
        var _ =
                attempts.accept(
                        user.id(),
                        caller.actor(),
                        shown,
                        handle -> {
                            factors.remove(handle, user.id());
                            sessions.removeFactor(handle, user.id());
                            attempts.append(
                                    handle,
                                    caller.actor(),
                                    user.id(),
                                    "access.factor-remove",
                                    null);
                            return true;
                        });
    }

    /** Asked before anything is counted: what cannot succeed is no guess. */
    private User demand(Caller caller, Wanted wanted) {
        return controlPlane.read(handle -> {
            User user = users.demandActive(handle, caller.userId());
            Optional<SecondFactors.Factor> factor = factors.find(handle, user.id());
            boolean on = factor.filter(SecondFactors.Factor::isOn).isPresent();
            if (on && wanted != Wanted.ON) {
                throw present();
            }
            if ((!on && wanted == Wanted.ON) || (factor.isEmpty() && wanted == Wanted.OFFERED)) {
                throw new ProblemException(
                        ErrorCode.SECOND_FACTOR_NOT_FOUND,
                        "you have no second factor, or none was offered",
                        "Begin with POST /api/v1/me/factor.");
            }
            return user;
        });
    }

    private static ProblemException present() {
        return new ProblemException(
                ErrorCode.SECOND_FACTOR_PRESENT,
                "you have a second factor",
                "Remove it with DELETE /api/v1/me/factor before you set up another.");
    }

    private String uri(User user, String secret) {
        return "otpauth://totp/%1$s:%2$s?secret=%3$s&issuer=%1$s&algorithm=SHA1&digits=%4$d&period=%5$d"
                .formatted(
                        encoded(config.issuer()),
                        encoded(user.email()),
                        secret,
                        Totp.DIGITS,
                        Totp.PERIOD);
    }

    // Blanks as %20: authenticators show a plus sign as it is.
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private enum Wanted {
        OFF,
        OFFERED,
        ON
    }
}
