package io.tenantry.routing.secret;

/** Where sealed secrets are stored; the place is authenticated with the secret. */
public final class SecretPlaces {
    private SecretPlaces() {}

    /** The runtime account's password of a tenant database. */
    public static String tenantAccount(String databaseId) {
        return "tenant_databases/%s/account".formatted(databaseId);
    }

    /** The password of a tenant database's other account: the one that does not serve it. */
    public static String otherAccount(String databaseId) {
        return "tenant_databases/%s/other-account".formatted(databaseId);
    }

    /** The admin account's password of a database server. */
    public static String serverAdmin(String serverId) {
        return "database_servers/%s/admin".formatted(serverId);
    }

    /** The router account's password of a database server. */
    public static String serverRouter(String serverId) {
        return "database_servers/%s/router".formatted(serverId);
    }

    /** The key of a tenant's backups. */
    public static String backupKey(String tenantId) {
        return "backup_keys/%s/key".formatted(tenantId);
    }

    /** The key of a person's authenticator. */
    public static String secondFactor(String userId) {
        return "second_factors/%s/key".formatted(userId);
    }

    /** The private half of a token signing key. */
    public static String signingKey(String kid) {
        return "signing_keys/%s/private".formatted(kid);
    }

    /** The key of the audit log's hashes. */
    public static String auditKey(String id) {
        return "audit_keys/%s/key".formatted(id);
    }

    /** What a mail says that waits to be sent. */
    public static String mail(String id) {
        return "mails/%s/content".formatted(id);
    }

    /** The secret by which a tenant's identity provider knows this service. */
    public static String signOn(String tenantId) {
        return "sign_on_providers/%s/client-secret".formatted(tenantId);
    }
}
