package io.tenantry.routing.secret;

/** A sealed secret does not open: another master key, another place, or it was changed. */
public final class SealBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SealBrokenException(String why, String place) {
        super(
                "the secret at %s does not open: %s; check tenantry.secrets.master-key and tenantry.secrets.former-master-keys"
                        .formatted(place, why));
    }
}
