package io.tenantry.access.factor;

import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** What somebody shows as their second factor. */
public sealed interface ShownFactor {
    /** A code of their authenticator. */
    record Code(String code) implements ShownFactor {
        @Override
        public String toString() {
            return "Code[]";
        }
    }

    /** A recovery code. */
    record Recovery(String code) implements ShownFactor {
        @Override
        public String toString() {
            return "Recovery[]";
        }
    }

    /**
     * One of the two.
     *
     * @throws ProblemException {@code validation_failed} if it is none or both
     */
    static ShownFactor of(@Nullable String code, @Nullable String recoveryCode) {
        if (code != null && recoveryCode == null) {
            return new Code(code.replace(" ", ""));
        }
        if (recoveryCode != null && code == null) {
            return new Recovery(recoveryCode);
        }
        throw new ProblemException(
                ErrorCode.VALIDATION_FAILED,
                "either code or recoveryCode is needed",
                "Send the six digits that your authenticator shows, or one of your recovery codes.");
    }
}
