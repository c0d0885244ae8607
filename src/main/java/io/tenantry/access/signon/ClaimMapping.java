package io.tenantry.access.signon;

import io.tenantry.access.Roles;
import io.tenantry.access.signon.oidc.IdClaims;
import io.tenantry.access.user.Assignment;
import io.tenantry.access.user.MemberRecord;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What people become by what is said of them. The first rule with a role that fits decides on the
 * role, the first with a department on the department.
 *
 * @param defaultRole of those whom no rule gives one; null if they are refused
 */
record ClaimMapping(List<Rule> rules, @Nullable String defaultRole) {
    ClaimMapping {
        rules = List.copyOf(rules);
    }

    /** What somebody who comes anew is to be; empty if they are to be refused. */
    Optional<Assignment> of(IdClaims claims) {
        return Optional.ofNullable(role(claims).orElse(defaultRole))
                .map(role -> new Assignment(role, department(claims).orElse(null)));
    }

    /**
     * What a member is to be from now on; empty if they are to be refused.
     *
     * <p>Where no rule gives a role, members keep theirs: the provider then says only who they are.
     * Departments likewise. And an administrator stays one unless a rule is about administrators:
     * whoever sets up rules for others must not lose the enterprise by their own next sign-on.
     */
    Optional<Assignment> of(IdClaims claims, MemberRecord member) {
        boolean keepsRole =
                !speaksOf(Rule::role)
                        || (member.role().equals(Roles.ENTERPRISE_ADMIN) && !givesAdministration());
        String role = keepsRole ? member.role() : role(claims).orElse(defaultRole);
        String department =
                speaksOf(Rule::department) ? department(claims).orElse(null) : member.department();
        return Optional.ofNullable(role).map(given -> new Assignment(given, department));
    }

    private Optional<String> role(IdClaims claims) {
        return first(claims, Rule::role);
    }

    private Optional<String> department(IdClaims claims) {
        return first(claims, Rule::department);
    }

    private Optional<String> first(IdClaims claims, Function<Rule, @Nullable String> part) {
        for (Rule rule : rules) {
            String given = part.apply(rule);
            if (given != null && claims.values(rule.claim()).contains(rule.value())) {
                return Optional.of(given);
            }
        }
        return Optional.empty();
    }

    private boolean speaksOf(Function<Rule, @Nullable String> part) {
        return rules.stream().map(part).anyMatch(Objects::nonNull);
    }

    private boolean givesAdministration() {
        return rules.stream().map(Rule::role).anyMatch(Roles.ENTERPRISE_ADMIN::equals);
    }
}
