package io.tenantry.provisioning.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private static final BreachedPasswords SHIPPED = BreachedPasswords.shipped();
    private static final PasswordRules RULES = new PasswordRules(SHIPPED);
    private static final PasswordOwner ADA =
            PasswordOwner.of(
                    "ada.lovelace@acme.example", "Ada Lovelace 王小明", "Acme Garments", null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "a long enough password",
                "an operator's long password",
                "kQ7-vv2!mZ0#r",
                "床前明月光疑是地上霜举头望",
                "sunshine and 4 umbrellas",
                "dragon7Kq2Lw9Xz!",
                "qwerty and something else"
            })
    void whatNobodyGuessesMayBeChosen(String password) {
        assertThat(RULES.refusal(password, ADA)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "short, TOO_SHORT",
        "aaaaaaaaaaaaaaaa, REPETITIVE",
        "abcabcabcabcabc, REPETITIVE",
        "19871987198719, REPETITIVE",
        "qwertyuiop12, KEYBOARD_RUN",
        "qwertyuiopasdf, KEYBOARD_RUN",
        "abcdefghijklmnop, KEYBOARD_RUN",
        "098765432109, KEYBOARD_RUN",
        "1qaz2wsx3edc!, KEYBOARD_RUN",
        "LOVELACE and more, PERSONAL",
        "ada.lovelace 1815, PERSONAL",
        "adalovelace 181518, PERSONAL",
        "i love 王小明 very much, PERSONAL",
        "garments for all of us, PERSONAL",
        "tenantry is great, PERSONAL",
        "leavemealone, BREACHED",
        "LeaveMeAlone!!, BREACHED",
        "unbelievable1, BREACHED",
        "Password2024!, BREACHED",
        "P@ssw0rd2024!, BREACHED",
        "$unsh1ne2024!, BREACHED",
        "sunshinesunshine, BREACHED",
        "2024sunshine!!, BREACHED"
    })
    void whatIsTriedFirstMayNot(String password, PasswordRefusal why) {
        assertThat(RULES.refusal(password, ADA)).contains(why);
    }

    @Test
    void charactersAreCountedAndNotTheirHalves() {
        assertThat(RULES.refusal("🦊🐻🐼🦁🐮🐷", ADA)).contains(PasswordRefusal.TOO_SHORT);
        assertThat(RULES.refusal("x7".repeat(129), ADA)).contains(PasswordRefusal.TOO_LONG);
    }

    @Test
    void aPasswordThatLooksTheSameIsTheSame() {
        assertThat(RULES.refusal("ｌｅａｖｅｍｅａｌｏｎｅ", ADA)).contains(PasswordRefusal.BREACHED);
    }

    @Test
    void aConfiguredListOfPasswordsAndOfHashesCountsToo(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("more.txt");
        Files.write(
                file,
                List.of(
                        "Our Former Passphrase",
                        "",
                        "%s:17".formatted(sha1("nobody knows this one"))));
        PasswordRules rules = new PasswordRules(BreachedPasswords.shippedAnd(file));

        assertThat(rules.refusal("Our Former Passphrase", ADA)).contains(PasswordRefusal.BREACHED);
        assertThat(rules.refusal("nobody knows this one", ADA)).contains(PasswordRefusal.BREACHED);
        assertThat(rules.refusal("leavemealone", ADA)).contains(PasswordRefusal.BREACHED);
        assertThat(rules.refusal("correct horse battery staple", ADA)).isEmpty();
        assertThatThrownBy(() -> BreachedPasswords.shippedAnd(folder.resolve("none")))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void noMessageTellsThePasswordOrTheOwner() {
        assertThat(ADA.toString()).doesNotContain("ada");
        for (PasswordRefusal refusal : PasswordRefusal.values()) {
            assertThat(refusal.message()).isNotBlank();
        }
    }

    private static String sha1(String text) throws Exception {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-1")
                                .digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
