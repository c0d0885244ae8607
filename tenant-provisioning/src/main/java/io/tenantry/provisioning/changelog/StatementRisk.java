package io.tenantry.provisioning.changelog;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises statements that destroy data, so that nobody runs them on a fleet unawares. */
public final class StatementRisk {
    private static final List<Rule> RULES =
            List.of(
                    rule("DROP\\s+(TABLE|DATABASE|SCHEMA)\\b.*", "drops a table"),
                    rule("TRUNCATE\\b.*", "empties a table"),
                    // Liquibase's own table is no data: a rollback takes its rows out.
                    rule("DELETE\\s+(?!FROM\\s+`?DATABASECHANGELOG`?\\s).*", "deletes rows"),
                    rule("REPLACE\\s.*", "overwrites rows"),
                    rule(
                            "ALTER\\s+TABLE\\b.*\\bDROP\\s+PARTITION\\b.*|ALTER\\s+TABLE\\b.*\\bTRUNCATE\\s+PARTITION\\b.*",
                            "empties a partition"),
                    rule(
                            "ALTER\\s+TABLE\\b.*\\bDROP\\s+(?!INDEX\\b|KEY\\b|PRIMARY\\b|FOREIGN\\b|CONSTRAINT\\b|CHECK\\b|DEFAULT\\b).*",
                            "drops a column"),
                    rule(
                            "ALTER\\s+TABLE\\b.*\\b(MODIFY|CHANGE|CONVERT)\\b.*",
                            "changes a column's type"));

    private StatementRisk() {}

    private record Rule(Pattern pattern, String words) {}

    private static Rule rule(String pattern, String words) {
        return new Rule(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), words);
    }

    /** What a statement may destroy, in words; empty if nothing. */
    public static Optional<String> of(String sql) {
        String text = StatementKind.withoutLeadingComments(sql);
        return RULES.stream()
                .filter(rule -> rule.pattern().matcher(text).matches())
                .map(Rule::words)
                .findFirst();
    }
}
