package io.tenantry.cli.output;

/** In which form an answer is written. */
public enum Format {
    /** Aligned columns, for people. */
    TABLE,
    /** One JSON value. */
    JSON,
    /** One YAML document. */
    YAML
}
