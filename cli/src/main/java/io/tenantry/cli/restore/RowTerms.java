package io.tenantry.cli.restore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.cli.CommandFailedException;
import io.tenantry.cli.ExitCode;
import io.tenantry.provisioning.restore.RowFilter;
import io.tenantry.provisioning.restore.RowFilter.Comparison;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How rows are named at a prompt; quoting, columns' names and types are provisioning's business.
 */
final class RowTerms {
    private static final Pattern NULLNESS =
            Pattern.compile("(\\S+)\\s+is\\s+(not\\s+)?null", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMPARED =
            Pattern.compile("([^\\s=!<>]+)\\s*(=|!=|<=|>=|<|>)(.*)", Pattern.DOTALL);
    private static final Map<String, Comparison> COMPARISONS =
            Map.of(
                    "=", Comparison.EQ,
                    "!=", Comparison.NE,
                    "<", Comparison.LT,
                    "<=", Comparison.LE,
                    ">", Comparison.GT,
                    ">=", Comparison.GE);

    private RowTerms() {}

    /**
     * What a row has to have: {@code column=value}, {@code column>=value}, {@code column is null}.
     *
     * @throws CommandFailedException if it is not of that form
     */
    static RowFilter filter(String term) {
        Matcher nullness = NULLNESS.matcher(term.strip());
        if (nullness.matches()) {
            Comparison op = nullness.group(2) == null ? Comparison.IS_NULL : Comparison.IS_NOT_NULL;
            return new RowFilter(nullness.group(1), op, null);
        }
        Matcher compared = COMPARED.matcher(term);
        Comparison op = compared.matches() ? COMPARISONS.get(compared.group(2)) : null;
        if (op == null) {
            throw malformed(
                    "--where %s is not of the form COLUMN=VALUE, COLUMN>=VALUE (…) or COLUMN is null"
                            .formatted(term));
        }
        return new RowFilter(compared.group(1), op, compared.group(3));
    }

    /**
     * A primary key: {@code column=value}, more columns after commas, or a JSON object.
     *
     * @throws CommandFailedException if it is not of that form
     */
    static Map<String, Object> key(String term) {
        return term.stripLeading().startsWith("{") ? fromJson(term) : fromPairs(term);
    }

    private static Map<String, Object> fromPairs(String term) {
        Map<String, Object> key = new LinkedHashMap<>();
        for (String pair : term.split(",", -1)) {
            int sign = pair.indexOf('=');
            if (sign < 1) {
                throw malformedKey(term);
            }
            key.put(pair.substring(0, sign).strip(), pair.substring(sign + 1));
        }
        return key;
    }

    private static Map<String, Object> fromJson(String term) {
        try {
            Map<String, Object> key =
                    new ObjectMapper().readValue(term, new TypeReference<Map<String, Object>>() {});
            if (key.values().stream().anyMatch(value -> value == null)) {
                throw malformedKey(term);
            }
            return key;
        } catch (JsonProcessingException e) {
            throw malformedKey(term);
        }
    }

    private static CommandFailedException malformedKey(String term) {
        return malformed(
                "--key %s is not of the form COLUMN=VALUE[,COLUMN=VALUE] or {\"COLUMN\": VALUE}"
                        .formatted(term));
    }

    private static CommandFailedException malformed(String what) {
        return new CommandFailedException(ExitCode.USAGE, "rows_malformed", what, null);
    }
}
