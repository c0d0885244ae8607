package io.tenantry.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameRuleTest {
    private static final Pattern NAME = Pattern.compile(NameRule.PATTERN);

    @ParameterizedTest
    @ValueSource(strings = {"a", " Lager 3 ", "仓库", "مخزن", "👩‍🚀", "e\u0301", "O'Neill; DROP"})
    void anyScriptIsAName(String name) {
        assertThat(NAME.matcher(name).matches()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u3000\u00a0",
                "\u200d",
                "a\u0000b",
                "a\nb",
                "\u0085",
                "a\ud83d",
                "\udc00b"
            })
    void whatCannotBeSeenOrKeptIsNone(String name) {
        assertThat(NAME.matcher(name).matches()).isFalse();
    }
}
