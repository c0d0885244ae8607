package io.tenantry.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What may be permitted, each named {@code noun:verb} and declared here once. Methods of resources
 * state the one that they need; roles are sets of them.
 */
public final class Permissions {
    // --- The platform ---

    @OfPlatform("See tenants, their settings, and receipts of deletion")
    public static final String TENANT_READ = "tenant:read";

    @OfPlatform("Create and clone tenants")
    public static final String TENANT_CREATE = "tenant:create";

    @OfPlatform("Change a tenant's name, plan, tags and settings")
    public static final String TENANT_UPDATE = "tenant:update";

    @OfPlatform("Suspend and resume tenants")
    public static final String TENANT_SUSPEND = "tenant:suspend";

    @OfPlatform("Delete, undelete and purge tenants")
    public static final String TENANT_DELETE = "tenant:delete";

    @OfPlatform("See who belongs to a tenant: people of customers")
    public static final String TENANT_MEMBER_REVEAL = "tenant-member:reveal";

    @OfPlatform("Rotate the credentials of tenants' databases")
    public static final String CREDENTIAL_ROTATE = "credential:rotate";

    @OfPlatform("See sign-ups of organisations")
    public static final String SIGN_UP_READ = "sign-up:read";

    @OfPlatform("Approve and reject sign-ups of organisations")
    public static final String SIGN_UP_DECIDE = "sign-up:decide";

    @OfPlatform("See database servers and how they are")
    public static final String SERVER_READ = "server:read";

    @OfPlatform("Add, change, check, drain and close database servers")
    public static final String SERVER_MANAGE = "server:manage";

    @OfPlatform("See operations and follow their steps")
    public static final String OPERATION_READ = "operation:read";

    @OfPlatform("Set failed operations going again")
    public static final String OPERATION_RETRY = "operation:retry";

    @OfPlatform("See migrations of the fleet, and plan them")
    public static final String MIGRATION_READ = "migration:read";

    @OfPlatform("Run, pause, cancel and roll back migrations of the fleet")
    public static final String MIGRATION_RUN = "migration:run";

    @OfPlatform("See backups, drills, and how far tenants can go back")
    public static final String BACKUP_READ = "backup:read";

    @OfPlatform("Back tenants up")
    public static final String BACKUP_CREATE = "backup:create";

    @OfPlatform("Verify backups and drill their restore")
    public static final String BACKUP_VERIFY = "backup:verify";

    @OfPlatform("Delete backups")
    public static final String BACKUP_DELETE = "backup:delete";

    @OfPlatform("See restores of tenants")
    public static final String RESTORE_READ = "restore:read";

    @OfPlatform("Restore tenants, bring rows back, and undo restores")
    public static final String RESTORE_RUN = "restore:run";

    @OfPlatform("See which peeks at tenants' past are open, but not what is in them")
    public static final String PEEK_READ = "peek:read";

    @OfPlatform("Open and end peeks at tenants' past")
    public static final String PEEK_OPEN = "peek:open";

    @OfPlatform("Look into peeks: at customers' data")
    public static final String PEEK_REVEAL = "peek:reveal";

    @OfPlatform("See which exports of tenants there are")
    public static final String TENANT_EXPORT_READ = "tenant-export:read";

    @OfPlatform("Export tenants' data")
    public static final String TENANT_EXPORT_CREATE = "tenant-export:create";

    @OfPlatform("Download exports of tenants' data")
    public static final String TENANT_EXPORT_DOWNLOAD = "tenant-export:download";

    @OfPlatform("Remove exports of tenants' data")
    public static final String TENANT_EXPORT_DELETE = "tenant-export:delete";

    @OfPlatform("See plans and what can be set")
    public static final String PLAN_READ = "plan:read";

    @OfPlatform("Change what holds for plans")
    public static final String PLAN_UPDATE = "plan:update";

    @OfPlatform("See how secrets are sealed, but not the secrets")
    public static final String SECRET_READ = "secret:read";

    @OfPlatform("Seal secrets under the present master key")
    public static final String SECRET_RESEAL = "secret:reseal";

    @OfPlatform("Have another key sign tokens")
    public static final String SIGNING_KEY_ROTATE = "signing-key:rotate";

    @OfPlatform("Let tenants' people in by password again whose sign-on is broken")
    public static final String SIGN_ON_RELEASE = "tenant-sign-on:release";

    @OfPlatform("Read the audit log of the platform and of all tenants")
    public static final String PLATFORM_AUDIT_READ = "platform-audit:read";

    @OfPlatform("Take away a second factor that somebody has lost")
    public static final String ACCOUNT_RECOVER = "account:recover";

    @OfPlatform("See support's visits to tenants, and why they were made")
    public static final String SUPPORT_VISIT_READ = "support-visit:read";

    @OfPlatform("Enter tenants that allow it as a guest, and end visits")
    public static final String SUPPORT_VISIT_OPEN = "support-visit:open";

    // --- A tenant ---

    @OfTenant("See designs")
    public static final String DESIGN_READ = "design:read";

    @OfTenant(value = "Make designs", guests = true)
    public static final String DESIGN_CREATE = "design:create";

    @OfTenant(value = "Change designs", guests = true)
    public static final String DESIGN_UPDATE = "design:update";

    @OfTenant(value = "Delete designs", guests = true)
    public static final String DESIGN_DELETE = "design:delete";

    @OfTenant("See what is set for the organisation")
    public static final String SETTING_READ = "setting:read";

    @OfTenant("See exports of the organisation's data")
    public static final String EXPORT_READ = "export:read";

    @OfTenant(value = "Export the organisation's data", guests = true)
    public static final String EXPORT_CREATE = "export:create";

    @OfTenant(value = "Download exports of the organisation's data", guests = true)
    public static final String EXPORT_DOWNLOAD = "export:download";

    @OfTenant(value = "Remove exports of the organisation's data", guests = true)
    public static final String EXPORT_DELETE = "export:delete";

    @OfTenant("See members")
    public static final String MEMBER_READ = "member:read";

    @OfTenant("Change members' department and state")
    public static final String MEMBER_UPDATE = "member:update";

    @OfTenant("Give members another role, of one's own permissions at most")
    public static final String MEMBER_ASSIGN = "member:assign";

    @OfTenant("Remove members")
    public static final String MEMBER_REMOVE = "member:remove";

    @OfTenant("Take away a second factor that a member has lost")
    public static final String MEMBER_RECOVER = "member:recover";

    @OfTenant("See departments")
    public static final String DEPARTMENT_READ = "department:read";

    @OfTenant("Make, change, move, merge and delete departments")
    public static final String DEPARTMENT_MANAGE = "department:manage";

    @OfTenant("See roles and what they permit")
    public static final String ROLE_READ = "role:read";

    @OfTenant("Make, change and delete roles, of one's own permissions at most")
    public static final String ROLE_MANAGE = "role:manage";

    @OfTenant("See invitations")
    public static final String INVITATION_READ = "invitation:read";

    @OfTenant("Invite people")
    public static final String INVITATION_CREATE = "invitation:create";

    @OfTenant("Send invitations again, and revoke them")
    public static final String INVITATION_MANAGE = "invitation:manage";

    @OfTenant("Let in, or refuse, people who wait for approval")
    public static final String MEMBER_APPROVE = "member:approve";

    @OfTenant("See and change how people sign in and join")
    public static final String ACCESS_POLICY_MANAGE = "access-policy:manage";

    @OfTenant("See how the organisation's sign-on is set up, but not its secret")
    public static final String SIGN_ON_READ = "sign-on:read";

    @OfTenant("Set up and enforce the organisation's sign-on; needs all of its permissions")
    public static final String SIGN_ON_MANAGE = "sign-on:manage";

    @OfTenant("Read the organisation's audit log")
    public static final String AUDIT_READ = "audit:read";

    @OfTenant("See API keys, but not the keys themselves")
    public static final String API_KEY_READ = "api-key:read";

    @OfTenant("Make API keys, of one's own permissions at most, and revoke them")
    public static final String API_KEY_MANAGE = "api-key:manage";

    @OfTenant("See whether support may enter the organisation, and its visits")
    public static final String SUPPORT_ACCESS_READ = "support-access:read";

    @OfTenant("Say whether support may enter the organisation, and end its visits")
    public static final String SUPPORT_ACCESS_MANAGE = "support-access:manage";

    private Permissions() {}

    /** A permission on the platform; tokens that name a tenant never have one. */
    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface OfPlatform {
        /** What it lets people do, in a few words. */
        String value();
    }

    /** A permission within one tenant, of which roles of an enterprise can be made. */
    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface OfTenant {
        /** What it lets people do, in a few words. */
        String value();

        /**
         * Whether guests of the platform may have it, if they may do more than read. Nothing that
         * decides who gets in or what people may do.
         */
        boolean guests() default false;
    }
}
