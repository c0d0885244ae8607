package io.tenantry.provisioning.restore;

import org.jspecify.annotations.Nullable;

/**
 * What rows are asked to have.
 *
 * @param column its name
 * @param value a text, a number or a truth value; bytes as hexadecimal digits; null for {@link
 *     Comparison#IS_NULL} and {@link Comparison#IS_NOT_NULL}
 */
public record RowFilter(String column, Comparison op, @Nullable Object value) {
    /** How a column's value is compared. */
    public enum Comparison {
        EQ("="),
        NE("<>"),
        LT("<"),
        LE("<="),
        GT(">"),
        GE(">="),
        IS_NULL("IS NULL"),
        IS_NOT_NULL("IS NOT NULL");

        private final String sql;

        Comparison(String sql) {
            this.sql = sql;
        }

        boolean takesValue() {
            return this != IS_NULL && this != IS_NOT_NULL;
        }

        String sql() {
            return sql;
        }
    }
}
