package io.tenantry.provisioning.settings;

import java.util.Locale;

/** Who says what a setting is for a tenant. */
public enum SettingSource {
    /** The tenant's own value. */
    TENANT,
    /** Its plan's. */
    PLAN,
    /** Nobody: it is the declared default. */
    DEFAULT;

    /** The form that the API shows. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
