package io.tenantry.settings;

import io.tenantry.provisioning.settings.EffectiveSetting;
import io.tenantry.provisioning.settings.Setting;
import io.tenantry.provisioning.settings.SettingType;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls of this room take and answer. */
final class SettingMessages {
    private static final String SCALAR =
            "True or false, a whole number, or a text: what the setting's type takes";

    private SettingMessages() {}

    /** A value to set. */
    @Schema(name = "SettingValue")
    record NewValue(
            @Schema(implementation = Object.class, description = SCALAR, examples = "250") @NotNull
                    Object value) {}

    /** A setting as it is declared. */
    @Schema(name = "SettingDeclaration")
    record DeclarationView(
            @Schema(examples = "studio.designs.max") String name,
            @Schema(
                            enumeration = {"flag", "limit", "choice"},
                            examples = "limit")
                    String type,
            @Schema(implementation = Object.class, examples = "unlimited") Object defaultValue,
            @Schema(description = "Of a limit", examples = "1") @Nullable Long minimum,
            @Schema(description = "Of a limit", examples = "100000") @Nullable Long maximum,
            @Schema(description = "Of a limit: whether it may be `unlimited`")
                    @Nullable Boolean unlimited,
            @Schema(description = "Of a choice") @Nullable List<String> choices,
            String description) {
        static DeclarationView of(Setting<?> setting) {
            SettingType.Range range = setting.type() instanceof SettingType.Range r ? r : null;
            SettingType.Choice choice = setting.type() instanceof SettingType.Choice c ? c : null;
            return new DeclarationView(
                    setting.name(),
                    setting.type().code(),
                    setting.standardScalar(),
                    range == null ? null : (Long) range.least(),
                    range == null ? null : (Long) range.most(),
                    range == null ? null : (Boolean) range.orUnlimited(),
                    choice == null ? null : choice.texts(),
                    setting.description());
        }
    }

    /** What a setting is for a tenant, and why. */
    @Schema(name = "TenantSetting")
    record TenantSettingView(
            @Schema(examples = "studio.designs.max") String name,
            @Schema(implementation = Object.class, description = SCALAR, examples = "250")
                    Object value,
            @Schema(
                            description = "Who says so",
                            enumeration = {"tenant", "plan", "default"},
                            examples = "tenant")
                    String source,
            @Schema(
                            implementation = Object.class,
                            description = "The tenant's own value as it is stored")
                    @Nullable Object override,
            @Schema(
                            implementation = Object.class,
                            description = "The value of the tenant's plan as it is stored")
                    @Nullable Object planValue) {
        static TenantSettingView of(EffectiveSetting<?> setting) {
            return new TenantSettingView(
                    setting.setting().name(),
                    setting.scalar(),
                    setting.source().code(),
                    setting.override(),
                    setting.ofPlan());
        }
    }

    /** What a setting is for the tenants of a plan. */
    @Schema(name = "PlanSetting")
    record PlanSettingView(
            @Schema(examples = "studio.designs.max") String name,
            @Schema(implementation = Object.class, description = SCALAR, examples = "250")
                    Object value,
            @Schema(
                            description = "Who says so",
                            enumeration = {"plan", "default"},
                            examples = "plan")
                    String source) {
        static PlanSettingView of(EffectiveSetting<?> setting) {
            return new PlanSettingView(
                    setting.setting().name(), setting.scalar(), setting.source().code());
        }
    }

    /** What holds for the caller's tenant, by name. */
    @Schema(name = "OwnSettings")
    record OwnView(@Schema(examples = "{\"studio.designs.max\":250}") Map<String, Object> values) {}

    /** All settings; the shape of a list, which OpenAPI does not see through. */
    @Schema(name = "SettingDeclarationPage")
    record DeclarationPage(List<DeclarationView> items, @Nullable String nextCursor) {}

    /** Likewise, of a tenant. */
    @Schema(name = "TenantSettingPage")
    record TenantSettingPage(List<TenantSettingView> items, @Nullable String nextCursor) {}

    /** Likewise, of a plan. */
    @Schema(name = "PlanSettingPage")
    record PlanSettingPage(List<PlanSettingView> items, @Nullable String nextCursor) {}
}
