package io.tenantry.access.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final SecretKey KEY =
            Totp.key("12345678901234567890".getBytes(StandardCharsets.US_ASCII));
    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_109);

    /** RFC 6238, appendix B, SHA-1; of its eight digits the last six. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codesAreThoseOfTheRfc(long seconds, String code) {
        assertThat(Totp.code(KEY, Totp.step(Instant.ofEpochSecond(seconds)))).isEqualTo(code);
    }

    /** RFC 4226, appendix D. */
    @ParameterizedTest
    @CsvSource({"0, 755224", "1, 287082", "2, 359152", "5, 254676", "9, 520489"})
    void theyAreThoseOfHotpWithTheStepAsTheCounter(long counter, String code) {
        assertThat(Totp.code(KEY, counter)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"-2, false", "-1, true", "0, true", "1, true", "2, false"})
    void aClockMayBeOneStepOff(int steps, boolean good) {
        String code = Totp.code(KEY, Totp.step(NOW) + steps);

        assertThat(Totp.stepOf(KEY, code, NOW, 0)).isEqualTo(good ? Totp.step(NOW) + steps : 0);
    }

    @Test
    void aCodeIsOfNoStepThatIsNotLaterThanTheOneUsedLast() {
        long present = Totp.step(NOW);

        assertThat(Totp.stepOf(KEY, Totp.code(KEY, present), NOW, present)).isZero();
        assertThat(Totp.stepOf(KEY, Totp.code(KEY, present - 1), NOW, present)).isZero();
        assertThat(Totp.stepOf(KEY, Totp.code(KEY, present + 1), NOW, present)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"''", "81804", "0081804", "08180x", "夏夏夏夏夏夏"})
    void whatIsNoCodeIsOfNoStep(String typed) {
        assertThat(Totp.stepOf(KEY, typed, NOW, 0)).isZero();
    }

    /** RFC 4648, section 10, without the padding. */
    @ParameterizedTest
    @CsvSource({
        "f, MY",
        "fo, MZXQ",
        "foo, MZXW6",
        "foob, MZXW6YQ",
        "fooba, MZXW6YTB",
        "foobar, MZXW6YTBOI"
    })
    void keysAreShownInBase32(String bytes, String encoded) {
        assertThat(Base32.encode(bytes.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
    }
}
