package io.tenantry.provisioning.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What settings take, and what holds when several say something. */
class SettingTypeTest {
    private static final Setting<Boolean> FLAG = Setting.flag("test.flag", false, "A flag");
    private static final Setting<Limit> LIMIT =
            Setting.limit("test.limit", Limit.UNLIMITED, 1, 100, "A limit");
    private static final Setting<Limit> FIRM =
            Setting.firmLimit("test.firm", Limit.of(5), 1, 100, "A firm limit");
    private static final Setting<String> CHOICE =
            Setting.choice("test.choice", "low", List.of("low", "high"), "A choice");

    private final SettingLevels levels = new SettingLevels();

    private static StoredSettings tenant(String json) {
        return StoredSettings.ofTenant("t", json);
    }

    private static StoredSettings plan(String name, Object value) {
        return new StoredSettings("plan p", Map.of(name, value));
    }

    @Test
    void takesWhatItsTypeSays() {
        assertThat(FLAG.type().read(true)).contains(true);
        assertThat(LIMIT.type().read(1)).contains(Limit.of(1));
        assertThat(LIMIT.type().read(100L)).contains(Limit.of(100));
        assertThat(LIMIT.type().read("unlimited")).contains(Limit.UNLIMITED);
        assertThat(CHOICE.type().read("high")).contains("high");
    }

    @Test
    void takesNothingElse() {
        assertThat(FLAG.type().read("true")).isEmpty();
        assertThat(FLAG.type().read(1)).isEmpty();
        for (Object bad :
                List.of(
                        0,
                        101,
                        -1,
                        5.0,
                        "5",
                        true,
                        "Unlimited",
                        List.of(5),
                        BigInteger.TEN.pow(30))) {
            assertThat(LIMIT.type().read(bad)).as("%s", bad).isEmpty();
        }
        assertThat(FIRM.type().read("unlimited")).isEmpty();
        assertThat(CHOICE.type().read("medium")).isEmpty();
        assertThat(CHOICE.type().read(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "designs",
                "Studio.designs",
                "studio..max",
                "studio.",
                "studio.designs max",
                "studio.'--",
                "studio.a123456789a123456789a123456789a123456789a123456789"
            })
    void aNameThatIsNoneIsRefused(String name) {
        assertThatThrownBy(() -> Setting.flag(name, true, "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDeclarationThatContradictsItselfIsRefused() {
        assertThatThrownBy(() -> Setting.limit("test.limit", Limit.of(0), 1, 5, "x"))
                .hasMessageContaining("test.limit is a whole number from 1 to 5");
        assertThatThrownBy(() -> Setting.firmLimit("test.limit", Limit.UNLIMITED, 1, 5, "x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Setting.limit("test.limit", Limit.of(1), 5, 1, "x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Setting.choice("test.choice", "no", List.of("low"), "x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Setting.choice("test.choice", "a", List.of("a", "a"), "x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Setting.flag("test.flag", true, " "))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twoOfOneNameAreRefusedAndAnUndeclaredOneIsNotAskedFor() {
        assertThatThrownBy(() -> new SettingCatalogue(List.of(FLAG, FLAG)))
                .hasMessageContaining("test.flag is declared twice");
        SettingCatalogue catalogue = new SettingCatalogue(List.of(LIMIT, FLAG));
        assertThat(catalogue.all()).containsExactly(FLAG, LIMIT);
        assertThatThrownBy(() -> catalogue.demandDeclared(CHOICE))
                .hasMessageContaining("test.choice is not declared");
    }

    @Test
    void theTenantCountsBeforeThePlanAndThePlanBeforeTheDefault() {
        StoredSettings premium = plan("test.limit", 10);

        assertThat(levels.effective(LIMIT, tenant("{\"test.limit\":20}"), premium))
                .isEqualTo(
                        new EffectiveSetting<>(LIMIT, Limit.of(20), SettingSource.TENANT, 20, 10));
        assertThat(levels.effective(LIMIT, StoredSettings.NONE, premium).source())
                .isEqualTo(SettingSource.PLAN);
        assertThat(levels.effective(LIMIT, StoredSettings.NONE, StoredSettings.NONE).value())
                .isEqualTo(Limit.UNLIMITED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"test.limit\":1000}",
                "{\"test.limit\":\"many\"}",
                "{\"test.limit\":null}",
                "{\"test.limit\":{\"a\":[1]}}",
                "{\"test.gone\":5}",
                "{}",
                "null",
                "[1]",
                "{\"test.limit\":",
                "rubbish",
                ""
            })
    void whatIsStoredAndDoesNotFitFallsToTheNextLevel(String stored) {
        EffectiveSetting<Limit> effective =
                levels.effective(LIMIT, tenant(stored), plan("test.limit", 10));

        assertThat(effective.value()).isEqualTo(Limit.of(10));
        assertThat(effective.source()).isEqualTo(SettingSource.PLAN);
        assertThat(levels.effective(LIMIT, tenant(stored), plan("test.limit", -1)).source())
                .isEqualTo(SettingSource.DEFAULT);
    }

    @Test
    void namesThatNobodyDeclaresAnyMoreSurviveAChange() {
        StoredSettings stored = tenant("{\"test.newer\":true,\"test.flag\":true}");

        assertThat(stored.with("test.limit", 7))
                .isEqualTo("{\"test.flag\":true,\"test.limit\":7,\"test.newer\":true}");
        assertThat(tenant("{\"test.flag\":true}").with("test.flag", null)).isNull();
    }

    @Test
    void aLimitHasRoomBelowItOnly() {
        assertThat(Limit.of(2).hasRoomBeside(1)).isTrue();
        assertThat(Limit.of(2).hasRoomBeside(2)).isFalse();
        assertThat(Limit.of(0).hasRoomBeside(0)).isFalse();
        assertThat(Limit.UNLIMITED.hasRoomBeside(1_000_000_000)).isTrue();
    }
}
