package io.tenantry.provisioning.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.routing.Ulid;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    private static final String ID = "01HZX5ZYJ4T6QK7V8W9XABCDEF";

    @Test
    void namesFollowTheDatabasesIdentity() {
        assertThat(DatabaseName.of(ID).value()).isEqualTo("t_01hzx5zyj4t6qk7v8w9xabcdef");
        assertThat(AccountName.firstOf(ID).quoted())
                .isEqualTo("'t_01hzx5zyj4t6qk7v8w9xabcdef_a'@'%'");
        assertThat(AccountName.routerOf(ID).value()).isEqualTo("router_t6qk7v8w9xabcdef");
    }

    @Test
    void aGrantPatternStandsForOneDatabaseOnly() {
        assertThat(DatabaseName.of(ID).grantPattern())
                .isEqualTo("`t\\_01hzx5zyj4t6qk7v8w9xabcdef`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mysql", "t_", "t_x`y", "t_X", "t_a b", "t_a'", "t_a;"})
    void refusesDatabaseNamesThatItNeverMakes(String name) {
        assertThatThrownBy(() -> new DatabaseName(name))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a'@'%", "A", "a b", "123456789012345678901234567890123"})
    void refusesAccountNamesThatItNeverMakes(String name) {
        assertThatThrownBy(() -> new AccountName(name))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void accountsOfAnyIdentityFitMySql() {
        for (int i = 0; i < 100; i++) {
            assertThat(AccountName.firstOf(Ulid.next()).value()).hasSizeLessThanOrEqualTo(32);
        }
    }

    @Test
    void passwordsDifferAndNeedNoEscaping() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            String password = GeneratedPassword.next();
            assertThat(password).matches("Aa1-[A-Za-z0-9_-]{32}");
            assertThat(seen.add(password)).isTrue();
        }
    }
}
