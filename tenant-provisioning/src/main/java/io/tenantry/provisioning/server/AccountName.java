package io.tenantry.provisioning.server;

import io.tenantry.routing.Ulid;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of an account that Tenantry made on a database server: safe to stand in SQL.
 *
 * @param value 1 to 32 lower-case letters, digits and underscores (32 is MySQL's limit)
 */
public record AccountName(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9_]{1,32}");
    private static final String SCRATCH = "check_";
    private static final int TIME_CHARACTERS = 10;

    /**
     * @throws IllegalArgumentException if the value is not of the form above
     */
    public AccountName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not the name of an account: " + value);
        }
    }

    /** The first of the two accounts that a tenant database uses in turn. */
    public static AccountName firstOf(String databaseId) {
        return new AccountName("t_%s_a".formatted(databaseId.toLowerCase(Locale.ROOT)));
    }

    /** Both accounts that a tenant database uses in turn. */
    public static List<AccountName> bothOf(String databaseId) {
        return List.of(
                firstOf(databaseId),
                new AccountName("t_%s_b".formatted(databaseId.toLowerCase(Locale.ROOT))));
    }

    /** The one of both accounts that a tenant database does not use at the moment. */
    public static AccountName otherThan(AccountName used, String databaseId) {
        List<AccountName> both = bothOf(databaseId);
        return both.getFirst().equals(used) ? both.getLast() : both.getFirst();
    }

    /**
     * The base account of the pools of one registered server. It carries the random part of the
     * server's id, so that two control planes can share a server without sharing its password.
     */
    static AccountName routerOf(String serverId) {
        return new AccountName(
                "router_"
                        + serverId.substring(TIME_CHARACTERS, Ulid.LENGTH)
                                .toLowerCase(Locale.ROOT));
    }

    /** An account that lives as long as a scratch database. */
    public static AccountName scratchOf(DatabaseName scratch) {
        return new AccountName(SCRATCH + scratch.scratchId());
    }

    /** A pattern for LIKE that finds accounts of scratch databases. */
    static String scratchPattern() {
        return SCRATCH.replace("_", "\\_") + "_".repeat(Ulid.LENGTH);
    }

    String scratchId() {
        return value.substring(SCRATCH.length());
    }

    /** The account, from any host, as SQL names it. */
    public String quoted() {
        return "'%s'@'%%'".formatted(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
