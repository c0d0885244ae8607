package io.tenantry.routing.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {
    private static final MasterKey KEY =
            MasterKey.fromBase64("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    private static final MasterKey OTHER_KEY =
            MasterKey.fromBase64("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    private final SecretBox box = new SecretBox(KEY);

    @Test
    void aSecretOpensWhereItWasSealedFor() {
        byte[] sealed = box.seal("pässword", "tenant_databases/1/account");
        assertThat(box.openText(sealed, "tenant_databases/1/account")).isEqualTo("pässword");
    }

    @Test
    void theSameSecretIsNeverSealedTheSameWayTwice() {
        assertThat(box.seal("secret", "place")).isNotEqualTo(box.seal("secret", "place"));
    }

    @Test
    void aSecretCopiedToAnotherPlaceDoesNotOpen() {
        byte[] sealed = box.seal("secret", "tenant_databases/1/account");
        assertThatThrownBy(() -> box.open(sealed, "tenant_databases/2/account"))
                .isInstanceOf(SealBrokenException.class);
    }

    @Test
    void anotherMasterKeyDoesNotOpenItAndTheErrorSaysWhatToCheck() {
        byte[] sealed = box.seal("secret", "place");
        assertThatThrownBy(() -> new SecretBox(OTHER_KEY).open(sealed, "place"))
                .isInstanceOf(SealBrokenException.class)
                .hasMessageContaining("tenantry.secrets.master-key")
                .hasMessageNotContaining("secret\"");
    }

    @Test
    void aFormerKeyStillOpensAndTheCurrentOneSeals() {
        byte[] before = box.seal("secret", "place");
        SecretBox after = new SecretBox(OTHER_KEY, List.of(KEY));

        byte[] resealed = after.seal(after.open(before, "place"), "place");

        assertThat(after.sealOf(before)).isEqualTo(SecretBox.Seal.FORMER);
        assertThat(after.sealOf(resealed)).isEqualTo(SecretBox.Seal.CURRENT);
        assertThat(box.sealOf(resealed)).isEqualTo(SecretBox.Seal.UNKNOWN);
        assertThat(new SecretBox(OTHER_KEY).openText(resealed, "place")).isEqualTo("secret");
    }

    @Test
    void anyChangedByteIsNoticed() {
        byte[] sealed = box.seal("secret", "place");
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> box.open(changed, "place"))
                    .isInstanceOf(SealBrokenException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "not base 64!", "MDEyMzQ1Njc4OWFiY2RlZg=="})
    void aMasterKeyOfAnyOtherFormIsRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> MasterKey.fromBase64(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(text.isEmpty() ? "MDEy" : text);
        assertThat(KEY.toString()).doesNotContain("MDEy");
    }
}
