package io.tenantry.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintsTest {
    private static final String OLD = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final String NEW = "8Nq1mZ0oJq0dVtSxk1Vd2r1m6f5c0wq9y3t7u2i4o6A=";

    private static Fingerprints under(String key, String... former) {
        return new Fingerprints(new ObjectMapper(), key, Optional.of(List.of(former)));
    }

    private static IdempotentCall call(Fingerprints fingerprints, Object body) {
        return new IdempotentCall(
                "somebody", "call", "key", fingerprints.of(body), fingerprints.former(body));
    }

    @Test
    void aCallIsKnownAgainWhileTheMasterKeyIsChanged() {
        Map<String, String> body = Map.of("slug", "acme");
        Fingerprint kept = under(OLD).of(body);

        assertThat(call(under(NEW, OLD), body).isOf(kept)).isTrue();
        assertThat(call(under(NEW, OLD), Map.of("slug", "other")).isOf(kept)).isFalse();
        assertThat(call(under(NEW), body).isOf(kept)).isFalse();
        assertThat(under(NEW).former(body)).isEqualTo(Set.of());
    }

    @Test
    void theOrderOfAMapDoesNotMatter() {
        Map<String, String> one = new LinkedHashMap<>();
        one.put("tenant", "1");
        one.put("body", "2");
        Map<String, String> other = new LinkedHashMap<>();
        other.put("body", "2");
        other.put("tenant", "1");

        assertThat(under(OLD).of(one)).isEqualTo(under(OLD).of(other));
    }
}
