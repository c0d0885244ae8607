package io.tenantry.problem;

import java.util.Locale;

/**
 * Every way in which a call can fail, as the API shows it. A code is a promise: clients branch on
 * it, so it is never renamed and never changes its status.
 */
public enum ErrorCode {
    /** The body is well-formed, but some of its values are not allowed. */
    VALIDATION_FAILED(400, "Some values are not allowed"),
    /** The time has not come yet. */
    TIME_IN_FUTURE(400, "The time has not come yet"),
    /** The body is not JSON, or a value is of the wrong type. */
    MALFORMED_BODY(400, "The body cannot be read"),
    /** The body names a field that the call does not know. */
    UNKNOWN_FIELD(400, "The body has an unknown field"),
    /** The path, the query or a header cannot be read. */
    MALFORMED_REQUEST(400, "The request cannot be read"),
    /** The Idempotency-Key header is not 1 to 100 visible ASCII characters. */
    IDEMPOTENCY_KEY_MALFORMED(400, "The idempotency key is malformed"),
    /** The slug is not 3 to 40 lower-case letters, digits and hyphens. */
    SLUG_MALFORMED(400, "The slug is malformed"),
    /** The slug is kept for the platform itself. */
    SLUG_RESERVED(400, "The slug is reserved"),
    /** The table, a column or a value is not one that rows can be found by. */
    ROWS_MALFORMED(400, "Rows cannot be found like that"),
    /** The tenant's name is blank, too long or has control characters. */
    NAME_MALFORMED(400, "The name is malformed"),
    /** The plan's code is not 1 to 40 lower-case letters, digits and hyphens. */
    PLAN_MALFORMED(400, "The plan's code is malformed"),
    /** The reason is longer than 500 characters, or has control characters. */
    REASON_MALFORMED(400, "The reason is malformed"),
    /** The slug that confirms what cannot be undone is not the tenant's. */
    CONFIRMATION_MISMATCH(400, "The confirmation does not match"),
    /** The password is one that is guessed easily; `errors` says why. */
    PASSWORD_REFUSED(400, "The password is refused"),
    /** The value is not one that the setting takes. */
    SETTING_INVALID(400, "The setting does not take this value"),
    /** A database server's name, host, port or account is not of the form asked for. */
    SERVER_MALFORMED(400, "The database server's description is malformed"),
    /** A setting of a migration is out of its range. */
    MIGRATION_MALFORMED(400, "The migration's settings are malformed"),
    /** A label's name or value is not of the form asked for, or there are too many. */
    LABELS_MALFORMED(400, "The labels are malformed"),
    /** The domain is one of a mail provider that serves everybody. */
    SIGN_ON_DOMAIN_PUBLIC(400, "Nobody owns this mail domain alone"),
    /** A role can be made of permissions within tenants only. */
    PERMISSION_UNKNOWN(400, "There is no such permission"),

    /** The code of digits is not the one that was sent last. */
    VERIFICATION_CODE_WRONG(400, "The code is wrong"),

    /** The one-time code of a sign-on is unknown, used, too old, or another browser's. */
    SIGN_ON_CODE_INVALID(401, "The sign-on code is not valid"),
    /** The call needs an access token and has none. */
    TOKEN_MISSING(401, "An access token is required"),
    /** The access token is not one that this service issued for itself. */
    TOKEN_INVALID(401, "The access token is not valid"),
    /** The access token was valid once. */
    TOKEN_EXPIRED(401, "The access token has expired"),
    /** The access token is void before its time: a session ended, or permissions changed. */
    TOKEN_REVOKED(401, "The access token has been revoked"),
    /** The API key is unknown, was revoked or has expired. */
    API_KEY_INVALID(401, "The API key is not valid"),
    /** The e-mail address and the password do not belong together. */
    BAD_CREDENTIALS(401, "E-mail address or password is wrong"),
    /** The password is right, and the account has a second factor that has to be shown, too. */
    SECOND_FACTOR_REQUIRED(401, "A second factor is required"),
    /** The code is not one of the authenticator's, or was used before. */
    SECOND_FACTOR_WRONG(401, "The second factor is wrong"),
    /** The challenge of a sign-in is unknown, used or too old. */
    CHALLENGE_INVALID(401, "The challenge is not valid"),
    /** The refresh token is unknown, has expired or was revoked. */
    REFRESH_TOKEN_INVALID(401, "The refresh token is not valid"),
    /** The refresh token was used before; its whole family is revoked. */
    REFRESH_TOKEN_REUSED(401, "The refresh token has been used before"),

    /** The caller is known, but may not do this. */
    PERMISSION_DENIED(403, "Permission denied"),
    /** It would give, take or touch more than the caller may do, or reach further. */
    BEYOND_OWN_PERMISSIONS(403, "This goes beyond your own permissions"),
    /** A page of another site has made a browser send this, or something that is no browser. */
    CROSS_SITE_REQUEST(403, "The request comes from elsewhere"),
    /** The link is not one that this service made, or was changed. */
    LINK_INVALID(403, "The link is not valid"),
    /** Organisations do not sign up by themselves here. */
    ONBOARDING_OFF(403, "Sign-up is not offered"),
    /** The call works on a tenant's data and the token names none. */
    TENANT_REQUIRED(403, "The access token names no tenant"),
    /** The token's tenant claim is not a tenant id. */
    TENANT_MALFORMED(403, "The tenant claim is malformed"),
    /** The request names another tenant than its token. */
    TENANT_MISMATCH(403, "The request and its token name different tenants"),
    /** No tenant has the id in the token's claim. */
    TENANT_UNKNOWN(403, "The tenant is unknown"),
    /** The tenant lets in only sessions with a second factor, and this one has none. */
    TENANT_REQUIRES_SECOND_FACTOR(403, "The tenant requires a second factor"),
    /** The tenant lets no guest of the platform in, or none who may do this much. */
    SUPPORT_NOT_ALLOWED(403, "The tenant does not allow this visit"),
    /** The tenant lets in people of a mail domain only through its own identity provider. */
    SIGN_ON_REQUIRED(403, "The organisation requires its sign-on"),
    /** A session that one organisation's provider has vouched for is good for that one alone. */
    SIGN_ON_CONFINED(403, "The session holds for one organisation"),
    /** The sign-on was not begun in this browser, or too long ago. */
    SIGN_ON_STATE_INVALID(403, "The sign-on was not begun here"),
    /** What the identity provider says is not to be believed; `errors` says why. */
    SIGN_ON_TOKEN_REFUSED(403, "The identity provider's answer is refused"),
    /** The provider knows the person, and they may not come in; `errors` says why. */
    SIGN_ON_REFUSED(403, "The person may not come in by sign-on"),
    /** The tenant is suspended. */
    TENANT_SUSPENDED(403, "The tenant is suspended"),
    /** The tenant has been deleted. */
    TENANT_GONE(403, "The tenant has been deleted"),

    /** Nothing the caller may see is at this address. */
    NOT_FOUND(404, "Not found"),
    /** No tenant with this id or slug that the caller may see. */
    TENANT_NOT_FOUND(404, "Tenant not found"),
    /** The caller has no session of this id. */
    SESSION_NOT_FOUND(404, "Session not found"),
    /** The caller has no second factor, or none was offered to them. */
    SECOND_FACTOR_NOT_FOUND(404, "Second factor not found"),
    /**
     * The tenant has no invitation of this id that the caller may see, or the secret is of none.
     */
    INVITATION_NOT_FOUND(404, "Invitation not found"),
    /** The tenant has no visit of this id, or it is somebody else's. */
    VISIT_NOT_FOUND(404, "Visit not found"),
    /** No sign-up has this id, or its secret is another. */
    SIGN_UP_NOT_FOUND(404, "Sign-up not found"),
    /** No database server has this name. */
    SERVER_NOT_FOUND(404, "Database server not found"),
    /** No operation has this id. */
    OPERATION_NOT_FOUND(404, "Operation not found"),
    /** No setting has this name. */
    SETTING_NOT_FOUND(404, "Setting not found"),
    /** The tenant has no backup of this id. */
    BACKUP_NOT_FOUND(404, "Backup not found"),
    /** The tenant has no restore of this id. */
    RESTORE_NOT_FOUND(404, "Restore not found"),
    /** The tenant has no peek of this id. */
    PEEK_NOT_FOUND(404, "Peek not found"),
    /** Nothing of this id was brought back from the peek. */
    ROWS_NOT_FOUND(404, "Row return not found"),
    /** The tenant has no export of this id. */
    EXPORT_NOT_FOUND(404, "Export not found"),
    /** No migration has this id. */
    MIGRATION_NOT_FOUND(404, "Migration not found"),
    /** The tenant has no sign-on, or there is no such tenant. */
    SIGN_ON_NOT_FOUND(404, "Sign-on not found"),
    /** The tenant does not list this mail domain. */
    SIGN_ON_DOMAIN_NOT_FOUND(404, "Mail domain not found"),
    /** The tenant has not been purged, so there is no receipt. */
    RECEIPT_NOT_FOUND(404, "Deletion receipt not found"),
    /** No account has this e-mail address. */
    ACCOUNT_NOT_FOUND(404, "Account not found"),
    /** The tenant has no such member, or the caller's permissions do not reach them. */
    MEMBER_NOT_FOUND(404, "Member not found"),
    /** The tenant has no such role. */
    ROLE_NOT_FOUND(404, "Role not found"),
    /** The tenant has no such department. */
    DEPARTMENT_NOT_FOUND(404, "Department not found"),
    /** The address exists, but not for this method. */
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    /** The call cannot answer in any of the accepted media types. */
    NOT_ACCEPTABLE(406, "No acceptable representation"),
    /** Somebody else changed it between the read and the write. */
    CHANGED_MEANWHILE(409, "It has changed meanwhile"),
    /** The visit was ended, or its time is up. */
    VISIT_OVER(409, "The visit is over"),
    /** The account belongs to other tenants, or to the platform, as well. */
    ACCOUNT_SHARED(409, "The account belongs to others, too"),
    /** The caller has a second factor already. */
    SECOND_FACTOR_PRESENT(409, "There is a second factor"),
    /** The caller asks others for a second factor that their own session does not have. */
    SECOND_FACTOR_UNUSED(409, "Your session has no second factor"),
    /** The idempotency key was used before, with another request. */
    IDEMPOTENCY_KEY_REUSED(409, "The idempotency key belongs to another request"),
    /** A living tenant has the slug. */
    SLUG_TAKEN(409, "The slug is taken"),
    /** The tenant's state does not allow what is asked. */
    TENANT_STATE_CONFLICT(409, "The tenant's state does not allow this"),
    /** An operation is at work on the tenant. */
    TENANT_BUSY(409, "An operation is at work on the tenant"),
    /** The tenant has as many of something as its settings allow. */
    LIMIT_REACHED(409, "A limit of the tenant is reached"),
    /** Nobody would be left who runs the tenant. */
    LAST_ADMIN(409, "The organisation would have no administrator"),
    /** Somebody is invited, waits to be let in, is suspended or has left. */
    MEMBER_STATE_CONFLICT(409, "The member's state does not allow this"),
    /** Another role of the tenant or of the product has the name. */
    ROLE_NAME_TAKEN(409, "The role's name is taken"),
    /** Roles of the product stay as they are. */
    ROLE_OF_PRODUCT(409, "The role is one of the product"),
    /** Members or open invitations have the role. */
    ROLE_IN_USE(409, "The role is in use"),
    /** Another department at the same place has the name. */
    DEPARTMENT_NAME_TAKEN(409, "The department's name is taken"),
    /** The department would lie below itself. */
    DEPARTMENT_CYCLE(409, "The department would lie below itself"),
    /** Departments would lie too many levels deep. */
    DEPARTMENT_TOO_DEEP(409, "Departments would lie too deep"),
    /** The department has members, open invitations or departments below it. */
    DEPARTMENT_NOT_EMPTY(409, "The department is not empty"),
    /** The name belongs to another database server. */
    SERVER_TAKEN(409, "The database server's name is taken"),
    /** A database server in its state cannot come into the wanted one. */
    SERVER_STATE_CONFLICT(409, "The database server is in another state"),
    /** No database server takes new tenants. */
    NO_SERVER_AVAILABLE(409, "No database server takes new tenants"),
    /** Nobody has signed in for a test with the sign-on as it is. */
    SIGN_ON_UNTESTED(409, "The sign-on has not been tested"),
    /** A domain's people come in by the sign-on only: that has to end first. */
    SIGN_ON_ENFORCED(409, "The sign-on is enforced"),
    /** The DNS of the domain does not hold the record that shows whose it is. */
    SIGN_ON_DOMAIN_UNVERIFIED(409, "The mail domain is not verified"),
    /** Another organisation has verified the domain. */
    SIGN_ON_DOMAIN_TAKEN(409, "Another organisation has the mail domain"),
    /** The backup is being made or removed, or could not be made. */
    BACKUP_STATE_CONFLICT(409, "The backup's state does not allow this"),
    /** The backup is locked: it may not be removed yet. */
    BACKUP_LOCKED(409, "The backup is locked"),
    /** The server is said to be lost, and answers: nothing of its tenants is lost. */
    SERVER_NOT_LOST(409, "The server answers"),
    /** The restore is at work, failed, or its former database has gone. */
    RESTORE_STATE_CONFLICT(409, "The restore's state does not allow this"),
    /** The release that is asked cannot bring the backup to the tenant's schema version. */
    RESTORE_OF_ANOTHER_RELEASE(409, "Another release has to restore the backup"),
    /** The server is of another engine than the backup, or too old for its log. */
    ENGINE_MISMATCH(409, "The server cannot take the backup"),
    /** The peek is being made or removed, or lies on another server than the tenant. */
    PEEK_STATE_CONFLICT(409, "The peek's state does not allow this"),
    /** The password of the peek was shown before. */
    PEEK_HANDED_OUT(409, "The peek's password was shown before"),
    /** More rows are asked for than are brought back at once. */
    ROWS_TOO_MANY(409, "Too many rows at once"),
    /** The tenant's database does not take the rows. */
    ROWS_REFUSED(409, "The tenant's database does not take the rows"),
    /** No store of backups is configured. */
    BACKUPS_OFF(409, "Backups are not configured"),
    /** What happened between the last backup and that time cannot be replayed. */
    RECOVERY_GAP(409, "That time cannot be recovered"),
    /** The server's log is not archived up to that time yet. */
    RECOVERY_BEHIND(409, "That time is not archived yet"),
    /** No backup is as old as that. */
    TIME_BEFORE_BACKUPS(409, "There is no backup from before that time"),
    /** The export is being made or removed, or could not be made. */
    EXPORT_STATE_CONFLICT(409, "The export's state does not allow this"),
    /** An export of the tenant is being made. */
    EXPORT_AT_WORK(409, "An export of the tenant is being made"),
    /** The migration's state does not allow what is asked. */
    MIGRATION_STATE_CONFLICT(409, "The migration's state does not allow this"),
    /** The migration would destroy data, and the call does not say that it may. */
    MIGRATION_DESTRUCTIVE(409, "The migration would destroy data"),
    /** A changeset of the tenant changelog is refused, by Liquibase or by the database. */
    CHANGELOG_BROKEN(409, "The tenant changelog does not run"),
    /** There is no way back: a changeset has no rollback, or it leads elsewhere. */
    ROLLBACK_IMPOSSIBLE(409, "The migration cannot be taken back"),
    /** The release that is asked does not carry the version that the rollback leaves. */
    ROLLBACK_OF_ANOTHER_RELEASE(409, "Another release has to take the migration back"),
    /** The release that is asked would migrate forth at once what the rollback takes back. */
    ROLLBACK_WOULD_NOT_LAST(409, "The rollback would not last"),
    /** The operation has not failed, so there is nothing to try again. */
    OPERATION_NOT_RETRYABLE(409, "The operation cannot be tried again"),
    /** The sign-up waits, was decided, or its organisation is being made. */
    SIGN_UP_STATE_CONFLICT(409, "The sign-up's state does not allow this"),
    /** Something is missing; `errors` names it. */
    SIGN_UP_INCOMPLETE(409, "The sign-up is not complete"),
    /** The person belongs to the tenant already, or is kept out of it. */
    ALREADY_MEMBER(409, "Already a member"),
    /** The address has an open invitation to the tenant. */
    ALREADY_INVITED(409, "Already invited"),
    /** The invitation is not open any more, or a code, which is not sent. */
    INVITATION_STATE_CONFLICT(409, "The invitation's state does not allow this"),
    /** Whoever is signed in has another address than the invitation. */
    INVITATION_FOR_ANOTHER(409, "The invitation is for another address"),
    /** The invitation was good for a while, which is over. */
    INVITATION_EXPIRED(410, "The invitation has expired"),
    /** The invitation was taken back, or whoever made it may not give that any more. */
    INVITATION_REVOKED(410, "The invitation was taken back"),
    /** The invitation has been accepted as often as it may. */
    INVITATION_USED(410, "The invitation has been used"),
    /** The link was good for a while, which is over. */
    LINK_EXPIRED(410, "The link has expired"),
    /** The sign-up was not finished in time. */
    SIGN_UP_EXPIRED(410, "The sign-up has expired"),
    /** The code was good for a while, or was guessed too often; or none was sent. */
    VERIFICATION_CODE_EXPIRED(410, "The code has expired"),
    /** The export was kept for a while, which is over. */
    EXPORT_EXPIRED(410, "The export has expired"),
    /** The body is larger than the service reads. */
    BODY_TOO_LARGE(413, "The body is too large"),
    /** The address of the request is longer than the service reads. */
    ADDRESS_TOO_LONG(414, "The address is too long"),
    /** The body is of a media type that the call does not read. */
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    /** The database server is of a release that may hold no tenant. */
    SERVER_UNSUPPORTED(422, "The database server is of an unsafe release"),
    /** The check of the database server found errors; `errors` names them. */
    SERVER_UNFIT(422, "The database server is not fit for tenants"),
    /** The database server refused the admin account, or a right that it needs. */
    SERVER_REFUSED(422, "The database server refused the admin account"),
    /** Too many sign-ins failed from this address or for this account. */
    TOO_MANY_ATTEMPTS(429, "Too many attempts"),
    /** The tenant already holds its share of its database server's connections. */
    TENANT_SHARE_EXHAUSTED(429, "The tenant's share of the database server is in use"),

    /** Nobody foresaw this. */
    INTERNAL_ERROR(500, "Internal error"),
    /** A unit of work asked for two tenants. */
    TENANT_WRONG(500, "Internal error"),
    /** A database is not the one the directory promised. */
    TENANT_IDENTITY_MISMATCH(500, "Internal error"),

    /** The control plane's database does not answer. */
    CONTROL_PLANE_UNAVAILABLE(503, "The control plane is unavailable"),
    /** The store of backups cannot be read, or written to. */
    BACKUP_STORE_FAILED(503, "The store of backups does not work"),
    /** The database server does not answer. */
    SERVER_UNREACHABLE(503, "The database server does not answer"),
    /** The database server has no room left. */
    SERVER_FULL(503, "The database server has no room left"),
    /** The directory of tenants cannot be read. */
    DIRECTORY_UNAVAILABLE(503, "The tenant directory is unavailable"),
    /** The tenant is still being made. */
    TENANT_NOT_READY(503, "The tenant is not ready yet"),
    /** The tenant is closed for a short while. */
    TENANT_MAINTENANCE(503, "The tenant is in maintenance"),
    /** The tenant's database is of an older schema than this service works with. */
    SCHEMA_OUTDATED(503, "The tenant's database is being brought up to date"),
    /** The tenant's placement changed under the request. */
    ROUTE_STALE(503, "The tenant has just moved"),
    /** The tenant's account was refused by its database server. */
    TENANT_CREDENTIALS_REFUSED(503, "The tenant's database refused the service"),
    /** The tenant's database is not on its server any more. */
    TENANT_DATABASE_MISSING(503, "The tenant's database is missing"),
    /** The tenant's database server does not answer. */
    DATABASE_SERVER_UNAVAILABLE(503, "The tenant's database server is unavailable"),
    /** The tenant's database server is of a release that loses data. */
    DATABASE_SERVER_UNSUPPORTED(503, "The tenant's database server is of an unsafe release"),
    /** All connections to the tenant's database server were busy until the deadline. */
    DATABASE_SERVER_BUSY(503, "The tenant's database server is busy"),
    /** The organisation's identity provider does not answer, or not with what it should. */
    SIGN_ON_UNAVAILABLE(503, "The identity provider is unavailable"),
    /** Too many sign-ins at once. */
    SIGN_IN_BUSY(503, "Too many sign-ins at once"),
    /** The service has no thread left to work on the request. */
    SERVICE_BUSY(503, "The service is busy");

    private final int status;
    private final String title;

    ErrorCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The stable form that clients see: lower case with underscores. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** What happened, in a few words that are the same each time. */
    public String title() {
        return title;
    }

    /** Whether the fault lies with the service. */
    public boolean isOurs() {
        return status >= 500;
    }
}
