package io.tenantry.access.invitation;

import io.tenantry.access.Roles;
import io.tenantry.access.invitation.InviteeList.Form;
import io.tenantry.access.invitation.InviteeList.Judge;
import io.tenantry.access.invitation.InviteeList.Source;
import io.tenantry.access.invitation.Inviting.Terms;
import io.tenantry.access.mail.Language;
import io.tenantry.access.user.ActingMember;
import io.tenantry.access.user.Assignment;
import io.tenantry.access.user.Email;
import io.tenantry.problem.Problem;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The people whom somebody invites who signs an organisation up. They are listed before there is a
 * tenant, and invited while it is made; their mails go once it is open.
 */
@ApplicationScoped
public class FirstInvitations {
    private static final Set<String> ROLES =
            Set.of(Roles.ENTERPRISE_ADMIN, Roles.DEPARTMENT_ADMIN, Roles.MEMBER);

    private final InviteeList lists;
    private final Inviting inviting;
    private final AuditLog audit;
    private final InvitationConfig config;

    FirstInvitations(
            InviteeList lists, Inviting inviting, AuditLog audit, InvitationConfig config) {
        this.lists = lists;
        this.inviting = inviting;
        this.audit = audit;
        this.config = config;
    }

    /**
     * Reads a list, if nothing at all is wrong with it. Lines that name no role are of members.
     *
     * @param mediaType of the body: JSON, CSV or plain text
     * @param most how many people there may be
     * @param department whether there is such a department
     * @throws ProblemException {@code validation_failed} with a fault for each wrong line, or
     *     {@code malformed_body}
     */
    public List<FirstInvitee> demandGood(
            @Nullable String mediaType, String body, int most, Predicate<String> department) {
        List<ListedPerson> lines =
                lists.read(new Source(Form.of(mediaType), body, Roles.MEMBER, null));
        if (lines.size() > most) {
            throw InviteeList.refused(
                    "the list holds %d people, which is more than %d".formatted(lines.size(), most),
                    List.of());
        }
        List<FirstInvitee> people = new ArrayList<>();
        List<Problem.Fault> faults = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (ListedPerson line : lines) {
            FirstInvitee person = invitee(line);
            fault(line.number(), person, seen, department).ifPresent(faults::add);
            people.add(person);
        }
        if (!faults.isEmpty()) {
            throw InviteeList.refused(
                    "%d of %d lines are wrong".formatted(faults.size(), lines.size()), faults);
        }
        return people;
    }

    private static FirstInvitee invitee(ListedPerson line) {
        String role = line.role() == null ? Roles.MEMBER : line.role();
        return new FirstInvitee(Email.normal(line.email()), line.name(), role, line.department());
    }

    private static Optional<Problem.Fault> fault(
            int line, FirstInvitee person, Set<String> seen, Predicate<String> department) {
        if (!Email.isWellFormed(person.email())) {
            return Judge.fault(line, "email_malformed", "there is no e-mail address");
        }
        if (!seen.add(person.email())) {
            return Judge.fault(line, "email_repeated", "the address stands in a line before");
        }
        if (!ROLES.contains(person.role())) {
            return Judge.fault(line, "role_not_found", "there is no such role");
        }
        String where = person.department();
        if (where != null && !department.test(where)) {
            return Judge.fault(
                    line, "department_not_found", "there is no such department, or more than one");
        }
        return Judge.faultOfName(line, person.name());
    }

    /**
     * Invites them, in the transaction that makes their organisation; the administrator who does is
     * not invited. Nobody gives out more than they have: an administrator has everything.
     *
     * @param departments finds the id of a department
     */
    public void invite(
            Handle handle,
            ActingMember by,
            List<FirstInvitee> people,
            Function<String, Optional<String>> departments,
            Language language) {
        List<Invitee> invitees = people.stream().map(each -> invitee(each, departments)).toList();
        if (invitees.isEmpty()) {
            return;
        }
        inviting.invite(
                handle,
                new Inviter(by.tenant(), by.userId(), by.actor()),
                invitees,
                new Terms(language.tag(), config.days()));
        audit.append(
                handle,
                new AuditEntry(
                        by.actor(),
                        by.tenant(),
                        "invitation.create-many",
                        null,
                        null,
                        Map.of("invited", invitees.size())));
    }

    private static Invitee invitee(
            FirstInvitee person, Function<String, Optional<String>> departments) {
        String department =
                Optional.ofNullable(person.department()).flatMap(departments).orElse(null);
        return new Invitee(
                person.email(), person.name(), new Assignment(person.role(), department));
    }
}
