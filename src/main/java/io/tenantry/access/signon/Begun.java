package io.tenantry.access.signon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.access.signon.oidc.SignOnRequest;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.secret.SealBrokenException;
import io.tenantry.routing.secret.SecretBox;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A sign-on that a browser has begun. The browser keeps it, sealed, in a cookie that only this
 * service reads: nothing has to be remembered of sign-ons that nobody finishes.
 *
 * @param version of the setup that it was begun with
 * @param trial whether an administrator tries how it is, and nobody is to be signed in
 */
record Begun(
        SignOnRequest request, TenantId tenant, int version, boolean trial, Instant expiresAt) {
    private static final String PLACE = "cookies/sign-on";
    private static final int LONGEST = 4000;

    /** The form in which a cookie holds it. */
    String sealed(SecretBox secrets, ObjectMapper json) {
        Kept kept =
                new Kept(
                        request.state(),
                        request.nonce(),
                        request.verifier(),
                        tenant.value(),
                        version,
                        trial,
                        expiresAt.toEpochMilli());
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(secrets.seal(json.writeValueAsBytes(kept), PLACE));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts and numbers become JSON", impossible);
        }
    }

    /** Reads that form; empty if it is none that this service has made. */
    static Optional<Begun> of(String sealed, SecretBox secrets, ObjectMapper json) {
        if (sealed.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] opened = secrets.open(Base64.getUrlDecoder().decode(sealed), PLACE);
            Kept kept = json.readValue(opened, Kept.class);
            return Optional.of(
                    new Begun(
                            new SignOnRequest(kept.state(), kept.nonce(), kept.verifier()),
                            new TenantId(kept.tenant()),
                            kept.version(),
                            kept.trial(),
                            Instant.ofEpochMilli(kept.expires())));
        } catch (IllegalArgumentException | SealBrokenException | IOException notOurs) {
            return Optional.empty();
        }
    }

    record Kept(
            String state,
            String nonce,
            String verifier,
            String tenant,
            int version,
            boolean trial,
            long expires) {
        @Override
        public String toString() {
            return "Kept[]";
        }
    }
}
