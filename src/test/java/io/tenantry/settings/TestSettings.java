package io.tenantry.settings;

import io.tenantry.provisioning.settings.Limit;
import io.tenantry.provisioning.settings.Setting;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Settings of each type that only tests obey. */
final class TestSettings {
    @Produces @Singleton
    static final Setting<Boolean> FLAG = Setting.flag("test.flag", false, "A flag");

    @Produces @Singleton
    static final Setting<Limit> LIMIT =
            Setting.firmLimit("test.limit", Limit.of(5), 1, 100, "A limit");

    @Produces @Singleton
    static final Setting<String> CHOICE =
            Setting.choice("test.choice", "low", List.of("low", "high"), "A choice");

    private TestSettings() {}
}
