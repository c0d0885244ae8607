package io.tenantry.provisioning.binlog;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which databases a statement is about, by the form of their names. */
final class TenantDatabases {
    /** {@code t_} and a ULID: neither a scratch database nor a table that happens to begin so. */
    private static final String NAME = "t_[0-9a-hjkmnp-tv-z]{26}";

    private static final Pattern WHOLE = Pattern.compile(NAME);
    private static final Pattern WITHIN =
            Pattern.compile("(?<![A-Za-z0-9_$])" + NAME + "(?![A-Za-z0-9_$])");

    private TenantDatabases() {}

    static boolean isOne(String name) {
        return WHOLE.matcher(name).matches();
    }

    /**
     * The databases that a statement may change. More than one says that it cannot be told what of
     * it belongs to whom.
     */
    static Set<String> of(QueryEvent statement) {
        Set<String> found = new LinkedHashSet<>();
        if (!statement.session().updated().isEmpty()) {
            statement.session().updated().stream()
                    .filter(TenantDatabases::isOne)
                    .forEach(found::add);
            return found;
        }
        Matcher named = WITHIN.matcher(statement.sql());
        while (named.find()) {
            found.add(named.group());
        }
        if (isOne(statement.database())) {
            found.add(statement.database());
        }
        return found;
    }
}
