package io.tenantry.access.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.restassured.response.ValidatableResponse;
import io.tenantry.access.Roles;
import io.tenantry.access.Staff;
import io.tenantry.access.factor.FactorRequests.Enrolled;
import io.tenantry.access.signin.Calls;
import io.tenantry.access.user.People;
import io.tenantry.access.user.User;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestClock;
import io.tenantry.server.TestMailServer;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People who have lost their telephone and their recovery codes. */
@ServerTest
class LostFactorTest {
    private static final String PLATFORM = "/api/v1/platform/accounts/remove-factor";

    @Inject Fleet fleet;
    @Inject People people;
    @Inject Staff staff;
    @Inject ControlPlane controlPlane;
    @Inject TestClock clock;

    private TenantId tenant;
    private Staff.Person admin;
    private User member;
    private Enrolled enrolled;

    @BeforeEach
    void somebodyHasOne() {
        tenant = fleet.shared("lost-factors").id();
        admin = staff.hire(tenant, Roles.ENTERPRISE_ADMIN, null);
        member = people.somebody();
        people.join(member, tenant, Roles.MEMBER);
        enrolled = Enrolled.by(member, clock);
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private ValidatableResponse removeBy(Staff.Person by, String of) {
        return by.deletes("members/" + of + "/factor");
    }

    private ValidatableResponse removeByOperator(User of) {
        return fleet.asOperator()
                .body(Map.of("email", of.email(), "reason", "Ticket 4712"))
                .post(PLATFORM)
                .then();
    }

    private static void refused(ValidatableResponse answer, int status, String code) {
        answer.statusCode(status).body("code", equalTo(code));
    }

    @Test
    void theOrganisationTakesItAwayAndItsOwnerIsSignedOutAndTold() {
        removeBy(admin, member.id()).statusCode(204);

        Calls.me(enrolled.token()).statusCode(401).body("code", equalTo("token_revoked"));
        Calls.signIn(member.email(), People.PASSWORD).statusCode(200);
        assertThat(TestMailServer.only(member.email()).subject()).contains("second factor");
        admin.gets("audit?action=access.factor-lost").body("items.subject", hasItems(member.id()));
        refused(removeBy(admin, member.id()), 404, "second_factor_not_found");
    }

    @Test
    void anAccountThatOpensOtherDoorsIsNotTheOrganisationsAlone() {
        people.join(member, fleet.shared("lost-factors-elsewhere").id(), Roles.MEMBER);

        refused(removeBy(admin, member.id()), 409, "account_shared");

        removeByOperator(member).statusCode(204);
        Calls.signIn(member.email(), People.PASSWORD).statusCode(200);
    }

    @Test
    void theAccountOfAnOperatorIsNotTheOrganisationsEither() {
        controlPlane.useTransaction(h ->
                h.execute(
                        "UPDATE users SET platform_role = 'platform_support' WHERE id = ?",
                        member.id()));

        refused(removeBy(admin, member.id()), 409, "account_shared");
    }

    @Test
    void nobodyTakesAwayTheirOwnOrThatOfSomebodyWhoMayDoMore() {
        refused(removeBy(admin, admin.id()), 403, "beyond_own_permissions");
        String helper =
                staff.role(tenant, "Helper " + admin.id(), "tenant", Set.of("member:recover"));
        Staff.Person helping = staff.hire(tenant, helper, null);
        refused(removeBy(helping, admin.id()), 403, "beyond_own_permissions");
        refused(
                removeBy(staff.hire(tenant, Roles.MEMBER, null), member.id()),
                403,
                "permission_denied");
    }

    @Test
    void anOperatorIsToldIfThereIsNobody() {
        fleet.asOperator()
                .body(Map.of("email", "nobody@people.test", "reason", "Ticket 4712"))
                .post(PLATFORM)
                .then()
                .statusCode(404)
                .body("code", equalTo("account_not_found"));
        fleet.asOperator()
                .body(Map.of("email", member.email()))
                .post(PLATFORM)
                .then()
                .statusCode(400);
    }
}
