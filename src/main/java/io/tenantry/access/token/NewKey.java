package io.tenantry.access.token;

import java.time.Instant;

/**
 * A key that has been made to sign.
 *
 * @param kid the id that tokens name it by
 * @param signsFrom when it begins to sign
 */
record NewKey(String kid, Instant signsFrom) {
    static NewKey of(SigningKey key) {
        return new NewKey(key.kid(), key.signsFrom());
    }
}
