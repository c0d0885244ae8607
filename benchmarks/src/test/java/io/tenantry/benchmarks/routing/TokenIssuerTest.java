package io.tenantry.benchmarks.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenIssuerTest {

    @TempDir private Path folder;

    @Test
    void tokensVerifyWithThePublicKeyThatPeersAreGiven() throws Exception {
        TokenIssuer issuer = new TokenIssuer();

        String[] parts = issuer.issue("01M85Z4VQTG24TX7HQM0JCXFMP").split("\\.", -1);

        Path pem = issuer.writePublicKey(folder.resolve("key.pem"));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(
                KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(read(pem))));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    }

    @Test
    void tokensNameTheTenant() throws Exception {
        String token = new TokenIssuer().issue("01M85Z4VQTG24TX7HQM0JCXFMP");

        JsonNode claims =
                new ObjectMapper()
                        .readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
        assertThat(claims.path("tenant_id").asText()).isEqualTo("01M85Z4VQTG24TX7HQM0JCXFMP");
        assertThat(claims.path("aud").asText()).isEqualTo(TokenIssuer.AUDIENCE);
    }

    private static byte[] read(Path pem) throws Exception {
        List<String> lines = Files.readAllLines(pem);
        return Base64.getDecoder().decode(String.join("", lines.subList(1, lines.size() - 1)));
    }
}
