package io.tenantry.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    private final ObjectWriter json;
    private final SecretKeySpec key;
    private final List<SecretKeySpec> former;

    Fingerprints(
            ObjectMapper json,
            @ConfigProperty(name = "tenantry.secrets.master-key") String masterKey,
            @ConfigProperty(name = "tenantry.secrets.former-master-keys")
                    Optional<List<String>> formerKeys) {
        this.json = json.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
        this.key = derived(masterKey);
        this.former = formerKeys.orElse(List.of()).stream().map(Fingerprints::derived).toList();
    }

    /** A key of its own, from which nobody gets back to the master key. */
    private static SecretKeySpec derived(String masterKey) {
        return new SecretKeySpec(
                mac(
                        new SecretKeySpec(
                                masterKey.strip().getBytes(StandardCharsets.US_ASCII), ALGORITHM),
                        PURPOSE.getBytes(StandardCharsets.US_ASCII)),
                ALGORITHM);
    }

    /**
     * Takes a request's fingerprint.
     *
     * @param request the record that the body was read into
     */
    Fingerprint of(Object request) {
        return taken(key, bytes(request));
    }

    /** The fingerprints that a replica would take whose master key is one of the former ones. */
    Set<Fingerprint> former(Object request) {
        byte[] bytes = bytes(request);
        return former.stream().map(each -> taken(each, bytes)).collect(Collectors.toSet());
    }

    private static Fingerprint taken(SecretKeySpec key, byte[] request) {
        return new Fingerprint(HexFormat.of().formatHex(mac(key, request)));
    }

    private byte[] bytes(Object request) {
        try {
            return json.writeValueAsBytes(request);
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
