package io.tenantry.access.factor;

import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** People's second factors; every method joins the caller's transaction. */
@ApplicationScoped
public class SecondFactors {
    private final ControlPlane controlPlane;
    private final SecretBox secrets;
    private final RecoveryCodes recoveryCodes;

    SecondFactors(ControlPlane controlPlane, SecretBox secrets, RecoveryCodes recoveryCodes) {
        this.controlPlane = controlPlane;
        this.secrets = secrets;
        this.recoveryCodes = recoveryCodes;
    }

    /** Whether somebody has one that they confirmed, and so must show. */
    public boolean isOn(Handle handle, String userId) {
        return find(handle, userId).filter(Factor::isOn).isPresent();
    }

    /**
     * Uses up what somebody shows, if it is good: the check and the use are one statement, so that
     * of simultaneous uses on any replicas one wins.
     *
     * @return whether it was good
     */
    public boolean accept(Handle handle, String userId, ShownFactor shown) {
        Optional<Factor> factor = find(handle, userId).filter(Factor::isOn);
        return factor.isPresent()
                && switch (shown) {
                    case ShownFactor.Code(String code) ->
                            useCode(handle, userId, factor.get(), code);
                    case ShownFactor.Recovery(String code) ->
                            recoveryCodes.use(handle, userId, code);
                };
    }

    /**
     * Offers somebody a key, in the place of one that they did not confirm.
     *
     * @return whether it was offered: not to somebody who has one that they confirmed
     */
    boolean offer(Handle handle, String userId, byte[] key) {
        handle.createUpdate(
                        """
                        INSERT INTO second_factors (user_id, key_secret, created_at)
                        VALUES (:user, :secret, :now)
                        ON DUPLICATE KEY UPDATE
                            key_secret = IF(confirmed_at IS NULL, :secret, key_secret),
                            used_step = IF(confirmed_at IS NULL, 0, used_step),
                            created_at = IF(confirmed_at IS NULL, :now, created_at)
                        """)
                .bind("user", userId)
                .bind("secret", secrets.seal(key, SecretPlaces.secondFactor(userId)))
                .bind("now", controlPlane.now())
                .execute();
        return !isOn(handle, userId);
    }

    /** Has the key that was offered count from now on, if the code is one of it. */
    boolean confirm(Handle handle, String userId, String code) {
        // Locked, so that no other key is offered between the check and what follows from it.
        handle.createQuery("SELECT user_id FROM second_factors WHERE user_id = :user FOR UPDATE")
                .bind("user", userId)
                .mapTo(String.class)
                .findOne();
        Optional<Factor> offered = find(handle, userId).filter(factor -> !factor.isOn());
        return offered.isPresent()
                && useCode(handle, userId, offered.get(), code)
                && handle.createUpdate(
                                        """
                                        UPDATE second_factors
                                        SET confirmed_at = :now
                                        WHERE user_id = :user AND confirmed_at IS NULL
                                        """)
                                .bind("now", controlPlane.now())
                                .bind("user", userId)
                                .execute()
                        == 1;
    }

    /** Takes it away, with its recovery codes. */
    void remove(Handle handle, String userId) {
        handle.createUpdate("DELETE FROM second_factors WHERE user_id = :user")
                .bind("user", userId)
                .execute();
    }

    /** Takes a confirmed one away unseen, even if its key can no longer be opened. */
    boolean lose(Handle handle, String userId) {
        return handle.createUpdate(
                                """
                                DELETE FROM second_factors
                                WHERE user_id = :user AND confirmed_at IS NOT NULL
                                """)
                        .bind("user", userId)
                        .execute()
                == 1;
    }

    Optional<Factor> find(Handle handle, String userId) {
        return handle.createQuery(
                        """
                        SELECT user_id, key_secret, used_step, confirmed_at
                        FROM second_factors
                        WHERE user_id = :user
                        """)
                .bind("user", userId)
                .map(this::factor)
                .findOne();
    }

    private boolean useCode(Handle handle, String userId, Factor factor, String code) {
        long step = Totp.stepOf(factor.key(), code, controlPlane.now(), factor.usedStep());
        return step > 0
                && handle.createUpdate(
                                        """
                                        UPDATE second_factors
                                        SET used_step = :step
                                        WHERE user_id = :user AND used_step < :step
                                        """)
                                .bind("step", step)
                                .bind("user", userId)
                                .execute()
                        == 1;
    }

    private Factor factor(ResultSet row, StatementContext context) throws SQLException {
        String place = SecretPlaces.secondFactor(row.getString("user_id"));
        return new Factor(
                Totp.key(secrets.open(row.getBytes("key_secret"), place)),
                row.getLong("used_step"),
                Columns.instantOrNull(row, "confirmed_at"));
    }

    /**
     * A second factor.
     *
     * @param usedStep the step of the code that was accepted last
     * @param confirmedAt null while it is only offered
     */
    record Factor(SecretKey key, long usedStep, @Nullable Instant confirmedAt) {
        boolean isOn() {
            return confirmedAt != null;
        }

        @Override
        public String toString() {
            return "Factor[]";
        }
    }
}
