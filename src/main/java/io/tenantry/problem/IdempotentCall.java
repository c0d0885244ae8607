package io.tenantry.problem;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A call that shall have one effect however often it is sent.
 *
 * @param principal who calls: a user's id
 * @param name which call it is, at most 60 characters: {@code create_tenant}
 * @param key what the caller put into the {@code Idempotency-Key} header
 * @param fingerprint of the request, so that the same key with another request is noticed
 * @param former the fingerprints that replicas with another master key take of it, while that key
 *     is being changed
 */
public record IdempotentCall(
        String principal,
        String name,
        String key,
        Fingerprint fingerprint,
        Set<Fingerprint> former) {
    /** The header that carries the key. */
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7e]{1,100}");

    /**
     * @throws ProblemException {@code idempotency_key_malformed} if the key is not 1 to 100 visible
     *     ASCII characters
     */
    public IdempotentCall {
        former = Set.copyOf(former);
        if (!VISIBLE_ASCII.matcher(key).matches()) {
            throw new ProblemException(
                    ErrorCode.IDEMPOTENCY_KEY_MALFORMED,
                    "the Idempotency-Key header is not 1 to 100 visible ASCII characters",
                    "Send a fresh UUID for each new request.");
        }
    }

    /** Whether a fingerprint that was kept is this request's. */
    boolean isOf(Fingerprint kept) {
        return fingerprint.equals(kept) || former.contains(kept);
    }
}
