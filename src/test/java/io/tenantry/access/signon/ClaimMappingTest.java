package io.tenantry.access.signon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.access.signon.oidc.IdClaims;
import io.tenantry.access.user.Assignment;
import io.tenantry.access.user.MemberRecord;
import io.tenantry.access.user.MemberState;
import io.tenantry.routing.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What people become by what is said of them. */
class ClaimMappingTest {
    private static final Rule LEADS = new Rule("groups", "leads", "department_admin", "d-1");
    private static final Rule DESIGN = new Rule("/realm/roles", "design", "member", null);
    private static final Rule PARIS = new Rule("site", "7", null, "d-2");
    private static final Rule CHIEFS = new Rule("groups", "chiefs", "enterprise_admin", null);

    private static IdClaims claims(String json) {
        try {
            return new IdClaims("https://idp", "subject", new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ClaimMapping mapping(@Nullable String otherwise, Rule... rules) {
        return new ClaimMapping(List.of(rules), otherwise);
    }

    private static MemberRecord member(String role, @Nullable String department) {
        return new MemberRecord(TenantId.next(), "u", role, department, MemberState.ACTIVE);
    }

    @Test
    void theFirstRuleThatFitsDecidesOnTheRoleAndTheFirstOnTheDepartment() {
        ClaimMapping mapping = mapping(null, PARIS, DESIGN, LEADS);
        String both =
                "{\"groups\":[\"leads\"],\"realm\":{\"roles\":[\"x\",\"design\"]},\"site\":7}";

        assertThat(mapping.of(claims(both))).contains(new Assignment("member", "d-2"));
        assertThat(mapping.of(claims("{\"groups\":\"leads\"}")))
                .contains(new Assignment("department_admin", "d-1"));
    }

    @Test
    void whomNoRuleFitsIsTheDefaultOrRefused() {
        assertThat(mapping("member", LEADS).of(claims("{}")))
                .contains(new Assignment("member", null));
        assertThat(mapping(null, LEADS).of(claims("{\"groups\":{\"a\":\"leads\"}}"))).isEmpty();
    }

    @Test
    void membersKeepWhatNoRuleIsAbout() {
        assertThat(mapping("member").of(claims("{}"), member("own-role", "d-9")))
                .contains(new Assignment("own-role", "d-9"));
        assertThat(mapping("member", PARIS).of(claims("{}"), member("own-role", "d-9")))
                .contains(new Assignment("own-role", null));
        assertThat(mapping("member", DESIGN).of(claims("{}"), member("own-role", "d-9")))
                .contains(new Assignment("member", "d-9"));
        assertThat(mapping(null, DESIGN).of(claims("{}"), member("own-role", "d-9"))).isEmpty();
    }

    @Test
    void administratorsStayOnesUnlessARuleIsAboutThem() {
        MemberRecord chief = member("enterprise_admin", null);

        assertThat(mapping("member", LEADS).of(claims("{\"groups\":[\"leads\"]}"), chief))
                .contains(new Assignment("enterprise_admin", "d-1"));
        assertThat(mapping("member", LEADS, CHIEFS).of(claims("{}"), chief))
                .contains(new Assignment("member", null));
    }
}
