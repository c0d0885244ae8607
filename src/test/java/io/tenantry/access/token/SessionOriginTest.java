package io.tenantry.access.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionOriginTest {
    @Test
    void aLongClientIsCutAndNotWithinACharacter() {
        String client = new SessionOrigin("203.0.113.9", "😀".repeat(300)).client();

        assertThat(client).isEqualTo("😀".repeat(200));
    }

    @Test
    void controlsDoNotReachWhoeverReadsTheList() {
        assertThat(new SessionOrigin("203.0.113.9", " a\r\nb\u0007c\u0000 ").client())
                .isEqualTo("a  b c");
    }
}
