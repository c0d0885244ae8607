package io.tenantry.provisioning.seal;

import io.tenantry.routing.secret.SecretPlaces;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * A column of the control plane that holds sealed secrets. A row of {@code warm_databases} becomes
 * one of {@code tenant_databases} with its secret as it is, so the warm ones come first: whatever
 * moves meanwhile is met in one of both.
 */
enum SealedColumn {
    SERVER_ADMIN("database_servers", "id", "admin_secret"),
    SERVER_ROUTER("database_servers", "id", "router_secret"),
    WARM_ACCOUNT("warm_databases", "id", "account_secret"),
    TENANT_ACCOUNT("tenant_databases", "id", "account_secret"),
    OTHER_ACCOUNT("tenant_databases", "id", "other_account_secret"),
    BACKUP_KEY("backup_keys", "tenant_id", "key_secret"),
    SECOND_FACTOR("second_factors", "user_id", "key_secret"),
    SIGNING_KEY("signing_keys", "kid", "private_secret"),
    AUDIT_KEY("audit_keys", "id", "secret"),
    MAIL("mails", "id", "content_secret"),
    SIGN_ON("sign_on_providers", "tenant_id", "client_secret");

    private final String table;
    private final String key;
    private final String column;

    SealedColumn(String table, String key, String column) {
        this.table = table;
        this.key = key;
        this.column = column;
    }

    /** Table and column. */
    String qualified() {
        return table + '.' + column;
    }

    /** The place that is authenticated with the secret of a row. */
    String placeOf(String rowKey) {
        return switch (this) {
            case SERVER_ADMIN -> SecretPlaces.serverAdmin(rowKey);
            case SERVER_ROUTER -> SecretPlaces.serverRouter(rowKey);
            case WARM_ACCOUNT, TENANT_ACCOUNT -> SecretPlaces.tenantAccount(rowKey);
            case OTHER_ACCOUNT -> SecretPlaces.otherAccount(rowKey);
            case BACKUP_KEY -> SecretPlaces.backupKey(rowKey);
            case SECOND_FACTOR -> SecretPlaces.secondFactor(rowKey);
            case SIGNING_KEY -> SecretPlaces.signingKey(rowKey);
            case AUDIT_KEY -> SecretPlaces.auditKey(rowKey);
            case MAIL -> SecretPlaces.mail(rowKey);
            case SIGN_ON -> SecretPlaces.signOn(rowKey);
        };
    }

    /** Rows that hold a secret, in the order of their keys; an erased one is none. */
    List<SealedRow> after(Handle handle, String rowKey, int limit) {
        return handle.createQuery(
                        """
                        SELECT %1$s AS row_key, %2$s AS secret
                        FROM %3$s
                        WHERE %1$s > :after AND %2$s IS NOT NULL AND %2$s <> ''
                        ORDER BY %1$s
                        LIMIT :limit
                        """
                                .formatted(key, column, table))
                .bind("after", rowKey)
                .bind("limit", limit)
                .map((row, _) -> SealedRow.of(row.getString("row_key"), row.getBytes("secret")))
                .list();
    }

    /** Writes a secret's new form, unless it is another secret by now. */
    boolean replace(Handle handle, SealedRow old, byte[] sealed) {
        return handle.createUpdate(
                                """
                                UPDATE %3$s SET %2$s = :new WHERE %1$s = :key AND %2$s = :old
                                """
                                        .formatted(key, column, table))
                        .bind("new", sealed)
                        .bind("key", old.key())
                        .bind("old", old.sealed().bytes())
                        .execute()
                == 1;
    }
}
