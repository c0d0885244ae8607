package io.tenantry.access;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who may make which call of the API, written by hand. */
final class ExpectedAccess {
    private static final String P = "/api/v1/platform";
    private static final String T = P + "/tenants/{tenantKey}";

    /** Who calls. */
    enum By {
        NOBODY,
        PLATFORM_ADMIN,
        PLATFORM_SUPPORT,
        ENTERPRISE_ADMIN,
        DEPARTMENT_ADMIN,
        MEMBER,
        ROLE_WITHOUT_PERMISSIONS,
        /** As a member of a tenant: what somebody is on the platform does not count there. */
        PLATFORM_ADMIN_IN_A_TENANT,
        /** Of the platform, in a tenant that lets them look around. */
        READING_GUEST,
        /** Of the platform, in a tenant that lets them work. */
        WORKING_GUEST
    }

    private static final Set<By> ANYBODY = EnumSet.allOf(By.class);
    private static final Set<By> SIGNED_IN = EnumSet.complementOf(EnumSet.of(By.NOBODY));
    private static final Set<By> IN_A_TENANT =
            EnumSet.complementOf(EnumSet.of(By.NOBODY, By.PLATFORM_ADMIN, By.PLATFORM_SUPPORT));
    private static final Set<By> OPERATORS = EnumSet.of(By.PLATFORM_ADMIN);
    private static final Set<By> STAFF = EnumSet.of(By.PLATFORM_ADMIN, By.PLATFORM_SUPPORT);
    private static final Set<By> MEMBERS =
            EnumSet.of(By.ENTERPRISE_ADMIN, By.DEPARTMENT_ADMIN, By.MEMBER);
    private static final Set<By> CHIEFS = EnumSet.of(By.ENTERPRISE_ADMIN, By.DEPARTMENT_ADMIN);
    private static final Set<By> ADMINS = EnumSet.of(By.ENTERPRISE_ADMIN);

    /** Beside those who belong there. */
    private static final Map<Set<By>, List<String>> GUESTS =
            Map.of(
                    EnumSet.of(By.READING_GUEST, By.WORKING_GUEST),
                    List.of(
                            "GET /api/v1/api-keys",
                            "GET /api/v1/api-keys/{key}",
                            "GET /api/v1/audit",
                            "GET /api/v1/audit/export",
                            "GET /api/v1/departments",
                            "GET /api/v1/departments/{department}",
                            "GET /api/v1/designs",
                            "GET /api/v1/designs/{id}",
                            "GET /api/v1/exports",
                            "GET /api/v1/exports/{export}",
                            "GET /api/v1/invitations",
                            "GET /api/v1/invitations/{id}",
                            "GET /api/v1/members",
                            "GET /api/v1/members/{member}",
                            "GET /api/v1/permissions",
                            "GET /api/v1/roles",
                            "GET /api/v1/roles/{role}",
                            "GET /api/v1/settings",
                            "GET /api/v1/sign-on",
                            "GET /api/v1/sign-on/domains",
                            "GET /api/v1/support-access",
                            "GET /api/v1/support-access/visits"),
                    EnumSet.of(By.WORKING_GUEST),
                    List.of(
                            "POST /api/v1/designs",
                            "PATCH /api/v1/designs/{id}",
                            "DELETE /api/v1/designs/{id}",
                            "POST /api/v1/exports",
                            "POST /api/v1/exports/{export}/link",
                            "DELETE /api/v1/exports/{export}"));

    private static final Map<Set<By>, List<String>> CALLS =
            Map.of(
                    ANYBODY,
                    List.of(
                            "POST /api/v1/auth/login",
                            "POST /api/v1/auth/login/factor",
                            "POST /api/v1/auth/refresh",
                            "POST /api/v1/auth/logout",
                            "POST /api/v1/auth/browser/refresh",
                            "POST /api/v1/auth/browser/logout",
                            "POST /api/v1/auth/join",
                            "GET /api/v1/auth/sign-on/{organisation}",
                            "GET /api/v1/auth/sign-on/callback/{tenant}",
                            "POST /api/v1/auth/sign-on/complete",
                            "POST /api/v1/auth/sign-on/find",
                            "POST /api/v1/auth/password/forgot",
                            "POST /api/v1/auth/password/reset",
                            "POST /api/v1/invitations/accept",
                            "POST /api/v1/invitations/confirm",
                            "POST /api/v1/invitations/look",
                            "GET /api/v1/downloads/{export}",
                            "GET /api/v1/onboarding",
                            "POST /api/v1/onboarding",
                            "POST /api/v1/onboarding/resume",
                            "GET /api/v1/onboarding/slugs/{slug}",
                            "GET /api/v1/onboarding/{signUp}",
                            "PUT /api/v1/onboarding/{signUp}/administrator",
                            "POST /api/v1/onboarding/{signUp}/administrator/code",
                            "PUT /api/v1/onboarding/{signUp}/administrator/password",
                            "POST /api/v1/onboarding/{signUp}/administrator/verify",
                            "PUT /api/v1/onboarding/{signUp}/departments",
                            "GET /api/v1/onboarding/{signUp}/events",
                            "PUT /api/v1/onboarding/{signUp}/invitations",
                            "GET /api/v1/onboarding/{signUp}/operation",
                            "PUT /api/v1/onboarding/{signUp}/organisation",
                            "PUT /api/v1/onboarding/{signUp}/plan",
                            "POST /api/v1/onboarding/{signUp}/retry",
                            "POST /api/v1/onboarding/{signUp}/submit",
                            "GET /.well-known/jwks.json"),
                    SIGNED_IN,
                    List.of(
                            "POST /api/v1/auth/tenant",
                            "POST /api/v1/auth/logout-everywhere",
                            "GET /api/v1/me",
                            "PATCH /api/v1/me",
                            "GET /api/v1/me/factor",
                            "POST /api/v1/me/factor",
                            "DELETE /api/v1/me/factor",
                            "POST /api/v1/me/factor/confirm",
                            "POST /api/v1/me/factor/recovery-codes",
                            "PUT /api/v1/me/password",
                            "GET /api/v1/me/sessions",
                            "POST /api/v1/me/sessions/end-others",
                            "DELETE /api/v1/me/sessions/{session}"),
                    IN_A_TENANT,
                    List.of("POST /api/v1/members/leave"),
                    STAFF,
                    List.of(
                            "GET " + P + "/audit",
                            "GET " + P + "/audit/verify",
                            "GET " + P + "/backups/at-risk",
                            "GET " + P + "/backups/drills",
                            "GET " + P + "/migrations",
                            "POST " + P + "/migrations/plan",
                            "GET " + P + "/migrations/{id}",
                            "GET " + P + "/migrations/{id}/events",
                            "GET " + P + "/migrations/{id}/rollback",
                            "GET " + P + "/migrations/{id}/targets",
                            "GET " + P + "/operations",
                            "GET " + P + "/operations/{id}",
                            "GET " + P + "/operations/{id}/events",
                            "GET " + P + "/plans/{plan}/settings",
                            "GET " + P + "/recovery",
                            "GET " + P + "/secrets",
                            "GET " + P + "/servers",
                            "GET " + P + "/servers/{name}",
                            "GET " + P + "/settings",
                            "GET " + P + "/sign-ups",
                            "GET " + P + "/sign-ups/{signUp}",
                            "GET " + P + "/tenant-counts",
                            "GET " + P + "/tenants",
                            "GET " + T,
                            "GET " + T + "/backups",
                            "GET " + T + "/backups/{backup}",
                            "GET " + T + "/exports",
                            "GET " + T + "/exports/{export}",
                            "GET " + T + "/peeks",
                            "GET " + T + "/peeks/{peek}",
                            "GET " + T + "/peeks/{peek}/rows/{rows}",
                            "GET " + T + "/receipt",
                            "GET " + T + "/recovery",
                            "GET " + T + "/restores",
                            "GET " + T + "/restores/{restore}",
                            "GET " + T + "/settings",
                            "GET " + T + "/support-visits"),
                    OPERATORS,
                    List.of(
                            "POST " + P + "/accounts/remove-factor",
                            "POST " + P + "/credentials/rotate",
                            "POST " + P + "/migrations",
                            "POST " + P + "/migrations/{id}/cancel",
                            "POST " + P + "/migrations/{id}/pause",
                            "POST " + P + "/migrations/{id}/resume",
                            "POST " + P + "/migrations/{id}/retry",
                            "POST " + P + "/migrations/{id}/rollback",
                            "POST " + P + "/operations/{id}/retry",
                            "PUT " + P + "/plans/{plan}/settings/{name}",
                            "DELETE " + P + "/plans/{plan}/settings/{name}",
                            "POST " + P + "/secrets/reseal",
                            "POST " + P + "/servers",
                            "POST " + P + "/servers/check",
                            "PATCH " + P + "/servers/{name}",
                            "POST " + P + "/servers/{name}/activate",
                            "POST " + P + "/servers/{name}/check",
                            "POST " + P + "/servers/{name}/down",
                            "POST " + P + "/servers/{name}/drain",
                            "POST " + P + "/sign-ups/{signUp}/approve",
                            "POST " + P + "/sign-ups/{signUp}/reject",
                            "POST " + P + "/signing-keys/rotate",
                            "POST " + P + "/tenants",
                            "PATCH " + T,
                            "DELETE " + T,
                            "POST " + T + "/backups",
                            "POST " + T + "/backups/prune",
                            "DELETE " + T + "/backups/{backup}",
                            "POST " + T + "/backups/{backup}/drill",
                            "POST " + T + "/backups/{backup}/verify",
                            "POST " + T + "/clone",
                            "POST " + T + "/exports",
                            "DELETE " + T + "/exports/{export}",
                            "POST " + T + "/exports/{export}/link",
                            "GET " + T + "/members",
                            "POST " + T + "/peeks",
                            "DELETE " + T + "/peeks/{peek}",
                            "POST " + T + "/peeks/{peek}/access",
                            "POST " + T + "/peeks/{peek}/diff",
                            "POST " + T + "/peeks/{peek}/rows",
                            "POST " + T + "/purge",
                            "POST " + T + "/restore",
                            "POST " + T + "/restores/{restore}/undo",
                            "POST " + T + "/resume",
                            "POST " + T + "/rotate-credentials",
                            "PUT " + T + "/settings/{name}",
                            "DELETE " + T + "/settings/{name}",
                            "POST " + T + "/support-visits",
                            "POST " + T + "/support-visits/{visit}/token",
                            "DELETE " + T + "/support-visits/{visit}",
                            "DELETE " + T + "/sign-on/enforcement",
                            "POST " + T + "/suspend",
                            "POST " + T + "/undelete"),
                    MEMBERS,
                    List.of(
                            "GET /api/v1/designs",
                            "POST /api/v1/designs",
                            "GET /api/v1/designs/{id}",
                            "PATCH /api/v1/designs/{id}",
                            "DELETE /api/v1/designs/{id}",
                            "GET /api/v1/departments",
                            "GET /api/v1/departments/{department}",
                            "GET /api/v1/settings"),
                    CHIEFS,
                    List.of(
                            "POST /api/v1/departments",
                            "PATCH /api/v1/departments/{department}",
                            "DELETE /api/v1/departments/{department}",
                            "PUT /api/v1/departments/{department}/managers",
                            "POST /api/v1/departments/{department}/merge",
                            "GET /api/v1/members",
                            "GET /api/v1/members/{member}",
                            "PATCH /api/v1/members/{member}",
                            "DELETE /api/v1/members/{member}",
                            "POST /api/v1/members/{member}/hand-over",
                            "GET /api/v1/permissions",
                            "GET /api/v1/roles",
                            "GET /api/v1/roles/{role}",
                            "GET /api/v1/invitations",
                            "POST /api/v1/invitations",
                            "POST /api/v1/invitations/batch",
                            "POST /api/v1/invitations/codes",
                            "GET /api/v1/invitations/{id}",
                            "DELETE /api/v1/invitations/{id}",
                            "POST /api/v1/invitations/{id}/resend"),
                    ADMINS,
                    List.of(
                            "GET /api/v1/access-policy/second-factor",
                            "PUT /api/v1/access-policy/second-factor",
                            "GET /api/v1/api-keys",
                            "POST /api/v1/api-keys",
                            "GET /api/v1/api-keys/{key}",
                            "DELETE /api/v1/api-keys/{key}",
                            "GET /api/v1/support-access",
                            "PUT /api/v1/support-access",
                            "GET /api/v1/support-access/visits",
                            "DELETE /api/v1/support-access/visits/{visit}",
                            "GET /api/v1/sign-on",
                            "PUT /api/v1/sign-on",
                            "DELETE /api/v1/sign-on",
                            "POST /api/v1/sign-on/test",
                            "GET /api/v1/sign-on/tests/{test}",
                            "GET /api/v1/sign-on/domains",
                            "POST /api/v1/sign-on/domains",
                            "POST /api/v1/sign-on/domains/{domain}/verify",
                            "PUT /api/v1/sign-on/domains/{domain}/enforcement",
                            "DELETE /api/v1/sign-on/domains/{domain}",
                            "GET /api/v1/audit",
                            "GET /api/v1/audit/export",
                            "POST /api/v1/roles",
                            "PATCH /api/v1/roles/{role}",
                            "DELETE /api/v1/roles/{role}",
                            "GET /api/v1/access-policy",
                            "PUT /api/v1/access-policy",
                            "DELETE /api/v1/members/{member}/factor",
                            "POST /api/v1/members/{member}/approve",
                            "POST /api/v1/members/{member}/refuse",
                            "GET /api/v1/exports",
                            "POST /api/v1/exports",
                            "GET /api/v1/exports/{export}",
                            "POST /api/v1/exports/{export}/link",
                            "DELETE /api/v1/exports/{export}"));

    private ExpectedAccess() {}

    /** Whom a call lets in. */
    static Set<By> of(String call) {
        Set<By> all = EnumSet.copyOf(natives(call));
        GUESTS.forEach((guests, calls) -> {
            if (calls.contains(call)) {
                all.addAll(guests);
            }
        });
        return all;
    }

    private static Set<By> natives(String call) {
        return CALLS.entrySet().stream()
                .filter(line -> line.getValue().contains(call))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing says who may make " + call));
    }

    /** All calls that stand here. */
    static Set<String> calls() {
        Set<String> all = new TreeSet<>();
        CALLS.values().forEach(all::addAll);
        GUESTS.values().forEach(all::addAll);
        return all;
    }
}
