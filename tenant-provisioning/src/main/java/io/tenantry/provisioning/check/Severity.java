package io.tenantry.provisioning.check;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much a finding matters. */
public enum Severity {
    /** As it should be. */
    OK,
    /** Tenants can be served, but slower, or with something missing. */
    WARNING,
    /** Tenants must not lie there before it is mended. */
    ERROR;

    /** The form that is stored and shown: lower case. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Severity fromCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
