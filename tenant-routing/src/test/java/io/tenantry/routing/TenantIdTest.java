package io.tenantry.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantIdTest {
    @RepeatedTest(20)
    void aNewIdIsACanonicalUlid() {
        TenantId id = TenantId.next();
        assertThat(TenantId.parse(id.value())).contains(id);
    }

    @Test
    void idsSortByTheTimeTheyWereMade() {
        assertThat(Ulid.at(Instant.ofEpochMilli(1))).isLessThan(Ulid.at(Instant.ofEpochMilli(2)));
        assertThat(Ulid.at(Instant.EPOCH)).startsWith("0000000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acme",
                "01arz3ndektsv4rrffq69g5fav",
                "81ARZ3NDEKTSV4RRFFQ69G5FAV",
                "01ARZ3NDEKTSV4RRFFQ69G5FAI",
                "01ARZ3NDEKTSV4RRFFQ69G5FA' OR '1'='1",
                "01ARZ3NDEKTSV4RRFFQ69G5FAV\n"
            })
    void whatIsNotAUlidIsNotATenant(String text) {
        assertThat(TenantId.parse(text)).isEmpty();
        assertThatThrownBy(() -> new TenantId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "1abc",
                "-abc",
                "abc-",
                "Abc",
                "a_b",
                "a.b",
                "a b",
                "аcme",
                "abc'--",
                "a23456789-123456789-123456789-123456789-x"
            })
    void whatIsNotOfTheFormIsNotASlug(String text) {
        assertThat(TenantSlug.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "a1b", "a-b", "a23456789-123456789-123456789-123456789"})
    void slugs(String text) {
        assertThat(TenantSlug.parse(text)).isPresent();
    }
}
