package io.tenantry.access.user;

import io.tenantry.access.Roles;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The rule of giving: nobody gives out more than they have. Neither a permission that they lack,
 * nor one for the whole tenant if theirs reach to a department only, nor a place outside of it.
 * Each method joins the caller's transaction, which should hold {@link Standings#lock}.
 */
@ApplicationScoped
public class Granting {
    private static final String OF_THE_TENANT = "tenant";

    private final Standings standings;

    Granting(Standings standings) {
        this.standings = standings;
    }

    /** Why somebody may not give something. */
    public enum Refusal {
        ROLE_UNKNOWN(ErrorCode.ROLE_NOT_FOUND, "there is no such role"),
        DEPARTMENT_UNKNOWN(ErrorCode.DEPARTMENT_NOT_FOUND, "there is no such department"),
        OUT_OF_REACH(
                ErrorCode.BEYOND_OWN_PERMISSIONS, "this is not in your department or one below it"),
        MORE_THAN_OWN(
                ErrorCode.BEYOND_OWN_PERMISSIONS, "the role permits more than you may yourself");

        private final ErrorCode code;
        private final String words;

        Refusal(ErrorCode code, String words) {
            this.code = code;
            this.words = words;
        }

        public ErrorCode code() {
            return code;
        }

        public String words() {
            return words;
        }
    }

    /**
     * Demands that somebody may make another person that.
     *
     * @throws ProblemException {@code role_not_found}, {@code department_not_found} or {@code
     *     beyond_own_permissions}
     */
    public void demand(Handle handle, Standing by, Assignment wanted) {
        demandNone(refusal(handle, by, wanted));
    }

    /**
     * Demands that somebody may give a role, wherever it is to hold.
     *
     * @throws ProblemException {@code role_not_found} or {@code beyond_own_permissions}
     */
    public void demandRole(Handle handle, Standing by, String role) {
        demandNone(ofRole(handle, by, role));
    }

    /**
     * Demands that somebody may put people into a department.
     *
     * @param department its id; null stands for none
     * @throws ProblemException {@code department_not_found} or {@code beyond_own_permissions}
     */
    public void demandDepartment(Handle handle, Standing by, @Nullable String department) {
        demandNone(ofDepartment(handle, by, department));
    }

    /** Why somebody may not make another person that; empty if they may. */
    public Optional<Refusal> refusal(Handle handle, Standing by, Assignment wanted) {
        return ofRole(handle, by, wanted.role())
                .or(() -> ofDepartment(handle, by, wanted.department()));
    }

    private static void demandNone(Optional<Refusal> refusal) {
        refusal.ifPresent(why -> {
            throw new ProblemException(
                    why.code(), why.words(), "Choose a role and a department that you may give.");
        });
    }

    private Optional<Refusal> ofRole(Handle handle, Standing by, String role) {
        Optional<String> scope = scopeOf(handle, by.tenant(), role);
        if (scope.isEmpty()) {
            return Optional.of(Refusal.ROLE_UNKNOWN);
        }
        Set<String> given = standings.permitted(handle, role);
        return by.covers(given, scope.get().equals(OF_THE_TENANT))
                ? Optional.empty()
                : Optional.of(Refusal.MORE_THAN_OWN);
    }

    private Optional<Refusal> ofDepartment(
            Handle handle, Standing by, @Nullable String department) {
        if (department != null && !exists(handle, by.tenant(), department)) {
            return Optional.of(Refusal.DEPARTMENT_UNKNOWN);
        }
        return standings.reaches(handle, by, department)
                ? Optional.empty()
                : Optional.of(Refusal.OUT_OF_REACH);
    }

    private static Optional<String> scopeOf(Handle handle, TenantId tenant, String role) {
        if (Roles.ofPlatform(role) || !role.matches("[0-9A-Za-z_]{1,40}")) {
            return Optional.empty();
        }
        return handle.createQuery(
                        """
                        SELECT scope FROM roles
                        WHERE id = :role AND (tenant_id IS NULL OR tenant_id = :tenant)
                        """)
                .bind("role", role)
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .findOne();
    }

    private static boolean exists(Handle handle, TenantId tenant, String department) {
        return Ulid.isValid(department)
                && handle.createQuery(
                                        """
                                        SELECT COUNT(*) FROM departments
                                        WHERE tenant_id = :tenant AND id = :department
                                        """)
                                .bind("tenant", tenant.value())
                                .bind("department", department)
                                .mapTo(Integer.class)
                                .one()
                        == 1;
    }
}
