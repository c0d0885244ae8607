package io.tenantry.onboarding;

import io.tenantry.access.department.DepartmentMessages.NewDepartment;
import io.tenantry.access.department.Departments;
import io.tenantry.access.invitation.FirstInvitations;
import io.tenantry.access.invitation.FirstInvitee;
import io.tenantry.access.policy.AccessPolicies;
import io.tenantry.access.user.ActingMember;
import io.tenantry.access.user.Joining;
import io.tenantry.access.user.User;
import io.tenantry.onboarding.SignUp.Applicant;
import io.tenantry.onboarding.WishedDepartments.Wished;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.TenantCreation;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The step of a tenant's creation that makes what its sign-up asks for beside the administrator:
 * departments, invitations, the language of its mails. The mails of the invitations are written
 * here, and go once the tenant is open.
 */
@ApplicationScoped
class SetUpOrganisation implements Step<CreateTenant> {
    private final SignUps signUps;
    private final Joining joining;
    private final Departments departments;
    private final FirstInvitations invitations;
    private final AccessPolicies policies;
    private final ControlPlane controlPlane;

    SetUpOrganisation(
            SignUps signUps,
            Joining joining,
            Departments departments,
            FirstInvitations invitations,
            AccessPolicies policies,
            ControlPlane controlPlane) {
        this.signUps = signUps;
        this.joining = joining;
        this.departments = departments;
        this.invitations = invitations;
        this.policies = policies;
        this.controlPlane = controlPlane;
    }

    @Override
    public String name() {
        return TenantCreation.ORGANISATION;
    }

    @Override
    public void execute(StepContext<CreateTenant> context) {
        String signUp = context.input().signUp();
        if (signUp != null) {
            context.alongside(handle ->
                    signUps.find(handle, signUp)
                            .filter(_ -> !isDone(handle, context.tenant()))
                            .ifPresent(found -> setUp(handle, context.tenant(), found)));
        }
    }

    /** The language is there from the first time on, and nobody else is at work yet. */
    private boolean isDone(Handle handle, TenantId tenant) {
        return policies.of(handle, tenant).language() != null;
    }

    private void setUp(Handle handle, TenantId tenant, SignUp signUp) {
        Applicant applicant = signUp.applicant();
        String email = Objects.requireNonNull(applicant.email());
        // An account that others have made for the address may have no password yet.
        User user =
                joining.account(
                        handle,
                        email,
                        Objects.requireNonNull(applicant.name()),
                        applicant.passwordHash(),
                        controlPlane.now());
        ActingMember by = new ActingMember(tenant, user.id(), Actor.local(user.id()));
        Map<String, String> made = makeDepartments(handle, by, signUp.departments());
        List<FirstInvitee> people =
                signUp.people().stream().filter(each -> !each.email().equals(email)).toList();
        invitations.invite(
                handle,
                by,
                people,
                called -> signUp.departments().find(called).map(Wished::path).map(made::get),
                signUp.language());
        policies.setLanguage(handle, tenant, signUp.language().tag(), controlPlane.now());
    }

    /** The ids of departments, by their paths. */
    private Map<String, String> makeDepartments(
            Handle handle, ActingMember by, WishedDepartments wished) {
        Map<String, String> made = new HashMap<>();
        for (Wished each : wished.all()) {
            String parent = Optional.ofNullable(each.parent()).map(made::get).orElse(null);
            // Two names may be the same for the database though not for us.
            String there = find(handle, by.tenant(), each.name(), parent).orElse(null);
            made.put(
                    each.path(),
                    there != null
                            ? there
                            : departments
                                    .create(
                                            handle,
                                            by,
                                            new NewDepartment(each.name(), parent, null))
                                    .id());
        }
        return made;
    }

    private static Optional<String> find(
            Handle handle, TenantId tenant, String name, @Nullable String parent) {
        return handle.createQuery(
                        """
                        SELECT id FROM departments
                        WHERE tenant_id = :tenant AND under = :under AND name = :name
                        """)
                .bind("tenant", tenant.value())
                .bind("under", parent == null ? tenant.value() : parent)
                .bind("name", name)
                .mapTo(String.class)
                .findOne();
    }

    @Override
    public void undo(StepContext<CreateTenant> context) {
        context.alongside(handle -> {
            for (String sql :
                    List.of(
                            "DELETE FROM mails WHERE tenant_id = :tenant",
                            "DELETE FROM invitations WHERE tenant_id = :tenant",
                            "UPDATE departments SET parent_id = NULL WHERE tenant_id = :tenant",
                            "DELETE FROM departments WHERE tenant_id = :tenant",
                            "DELETE FROM tenant_access_policies WHERE tenant_id = :tenant")) {
                handle.createUpdate(sql).bind("tenant", context.tenant().value()).execute();
            }
        });
    }
}
