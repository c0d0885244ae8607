package io.tenantry.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Takes fingerprints of requests: HMAC-SHA-256 of what was read from the body, so that white space
 * and the order of fields do not matter. It is keyed, because a request may hold a password, and a
 * plain hash of little more than a password is as good as the password.
 */
@ApplicationScoped
class Fingerprints {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "tenantry idempotency fingerprints";

    private final ObjectMapper json;
    private final SecretKeySpec key;

    Fingerprints(
            ObjectMapper json,
            @ConfigProperty(name = "tenantry.secrets.master-key") String masterKey) {
        this.json = json;
        // A key of its own, from which nobody gets back to the master key.
        byte[] derived =
                mac(
                        new SecretKeySpec(
                                masterKey.strip().getBytes(StandardCharsets.US_ASCII), ALGORITHM),
                        PURPOSE.getBytes(StandardCharsets.US_ASCII));
        this.key = new SecretKeySpec(derived, ALGORITHM);
    }

    /**
     * @param request the record that the body was read into
     */
    Fingerprint of(Object request) {
        try {
            return new Fingerprint(
                    HexFormat.of().formatHex(mac(key, json.writeValueAsBytes(request))));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "%s does not become JSON".formatted(request.getClass()), e);
        }
    }

    private static byte[] mac(SecretKeySpec key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC", impossible);
        }
    }
}
