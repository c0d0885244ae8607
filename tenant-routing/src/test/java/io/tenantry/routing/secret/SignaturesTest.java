package io.tenantry.routing.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    private static final MasterKey KEY =
            MasterKey.fromBase64("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    private static final MasterKey OTHER_KEY =
            MasterKey.fromBase64("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    private final Signatures signatures = new SecretBox(KEY).signatures("links");

    @Test
    void aSignatureIsOfOneText() {
        byte[] signature = signatures.sign("a text");

        assertThat(signature).hasSize(32);
        assertThat(signatures.isValid("a text", signature)).isTrue();
        assertThat(signatures.isValid("a tex", signature)).isFalse();
        assertThat(signatures.isValid("a text", new byte[32])).isFalse();
        assertThat(signatures.isValid("a text", new byte[0])).isFalse();
    }

    @Test
    void aSignatureForOnePurposeIsNoneForAnother() {
        byte[] signature = new SecretBox(KEY).signatures("letters").sign("a text");

        assertThat(signatures.isValid("a text", signature)).isFalse();
    }

    @Test
    void whatWasSignedUnderAFormerMasterKeyCounts() {
        byte[] before = signatures.sign("a text");
        Signatures after = new SecretBox(OTHER_KEY, List.of(KEY)).signatures("links");

        assertThat(after.isValid("a text", before)).isTrue();
        assertThat(signatures.isValid("a text", after.sign("a text"))).isFalse();
        assertThat(new SecretBox(OTHER_KEY).signatures("links").isValid("a text", before))
                .isFalse();
    }
}
