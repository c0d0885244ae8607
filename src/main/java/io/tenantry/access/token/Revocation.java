package io.tenantry.access.token;

import io.tenantry.routing.TenantId;

/**
 * That tokens made from an older version of something are void.
 *
 * @param kind what the subject is
 * @param subject its id
 * @param version the least one that is good
 */
public record Revocation(Kind kind, String subject, int version) {
    /** What tokens are made from. */
    public enum Kind {
        USER,
        MEMBER,
        ROLE,
        SESSION
    }

    /** Of a person's account. */
    public static Revocation ofUser(String userId, int version) {
        return new Revocation(Kind.USER, userId, version);
    }

    /** Of a person's membership of a tenant. */
    public static Revocation ofMember(TenantId tenant, String userId, int version) {
        return new Revocation(Kind.MEMBER, member(tenant.value(), userId), version);
    }

    /** Of a role that an enterprise made. */
    public static Revocation ofRole(String roleId, int version) {
        return new Revocation(Kind.ROLE, roleId, version);
    }

    /** Of all that a session, or a visit of a guest, was given. */
    public static Revocation ofSession(String session) {
        return new Revocation(Kind.SESSION, session, 1);
    }

    static String member(String tenant, String userId) {
        return tenant + ":" + userId;
    }
}
