package io.tenantry.provisioning.check;

import io.tenantry.provisioning.server.AdminConnection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Does one thing after the other on a server, and writes down what came of each. */
final class Trials {
    private static final String ACCESS_RULE_VIOLATION = "42";
    // A right that holds for the whole server, denied under the general state.
    private static final int DENIED = 1227;
    // KILL of a thread of another user.
    private static final List<Integer> DENIALS = List.of(1095, DENIED);
    // A trigger or function where there is a binary log, without SUPER.
    private static final int NOT_TRUSTED = 1419;

    private final AdminConnection admin;
    private final String adminAccount;
    private final List<Finding> findings = new ArrayList<>();

    Trials(AdminConnection admin) throws SQLException {
        this.admin = admin;
        this.adminAccount =
                "'%s'"
                        .formatted(
                                admin.texts("SELECT CURRENT_USER()")
                                        .getFirst()
                                        .replaceFirst("@(?=[^@]*$)", "'@'"));
    }

    AdminConnection admin() {
        return admin;
    }

    List<Finding> findings() {
        return findings;
    }

    /**
     * Tries what tenants cannot be served without.
     *
     * @param privileges what the admin lacks if it is refused; null if that is none of them
     */
    <T> Optional<T> attempt(
            String code, String success, @Nullable String privileges, Attempt<T> work) {
        try {
            T result = work.run();
            findings.add(Finding.ok(code, success));
            return Optional.of(result);
        } catch (SQLException e) {
            findings.add(
                    Finding.error(
                            code,
                            "%s (error %d)".formatted(e.getMessage(), e.getErrorCode()),
                            remedy(
                                    e,
                                    privileges,
                                    "Look into the server's error log, and check again.")));
            return Optional.empty();
        }
    }

    /** As {@link #attempt}, without a result. */
    boolean done(String code, String success, String privileges, Deed deed) {
        return attempt(
                        code,
                        success,
                        privileges,
                        () -> {
                            deed.run();
                            return true;
                        })
                .isPresent();
    }

    /**
     * Tries what tenants can be served without.
     *
     * @param otherwise what then does not work
     * @param elsewhere what to do if it is not for want of a right
     */
    void wished(
            String code,
            String success,
            String privileges,
            String otherwise,
            String elsewhere,
            Deed deed) {
        try {
            deed.run();
            findings.add(Finding.ok(code, success));
        } catch (SQLException e) {
            findings.add(
                    Finding.warning(
                            code,
                            "%s (error %d): %s"
                                    .formatted(e.getMessage(), e.getErrorCode(), otherwise),
                            remedy(e, privileges, elsewhere)));
        }
    }

    private String remedy(SQLException e, @Nullable String privileges, String elsewhere) {
        if (e.getErrorCode() == NOT_TRUSTED) {
            return Remedy.set(admin.version().engine(), "log_bin_trust_function_creators", "ON");
        }
        return privileges == null || !isDenial(e)
                ? elsewhere
                : Remedy.grant(privileges, adminAccount);
    }

    /** For a right that cannot be tried, or of which the trial would cost too much. */
    static SQLException denied(String message) {
        return new SQLException(message, ACCESS_RULE_VIOLATION + "000", DENIED);
    }

    static boolean isRightDenied(SQLException e) {
        return DENIALS.contains(e.getErrorCode());
    }

    private static boolean isDenial(SQLException e) {
        return isRightDenied(e)
                || (e.getSQLState() != null && e.getSQLState().startsWith(ACCESS_RULE_VIOLATION));
    }

    @FunctionalInterface
    interface Attempt<T> {
        T run() throws SQLException;
    }

    @FunctionalInterface
    interface Deed {
        void run() throws SQLException;
    }
}
