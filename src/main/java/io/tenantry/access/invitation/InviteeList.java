package io.tenantry.access.invitation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.access.user.Assignment;
import io.tenantry.access.user.Email;
import io.tenantry.access.user.Granting;
import io.tenantry.access.user.Standing;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.Problem;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads lists of people to invite, and finds everything that is wrong with them at once. */
@ApplicationScoped
class InviteeList {
    static final int MOST = 10_000;

    private final Invitations invitations;
    private final Granting granting;
    private final ControlPlane controlPlane;
    private final ObjectMapper json;

    InviteeList(
            Invitations invitations,
            Granting granting,
            ControlPlane controlPlane,
            ObjectMapper json) {
        this.invitations = invitations;
        this.granting = granting;
        this.controlPlane = controlPlane;
        this.json = json;
    }

    /** How a list is written. */
    enum Form {
        JSON,
        CSV,
        TEXT;

        /** The form of a body of a media type, or of none. */
        static Form of(@Nullable String mediaType) {
            if (mediaType == null) {
                return JSON;
            }
            return mediaType.startsWith("text/csv")
                    ? CSV
                    : mediaType.startsWith("text/plain") ? TEXT : JSON;
        }
    }

    /**
     * A list as it was sent.
     *
     * @param role for lines that name none; null if each has to
     * @param department likewise; null for none
     */
    record Source(Form form, String body, @Nullable String role, @Nullable String department) {
        @Override
        public String toString() {
            return "Source[" + form + "]";
        }
    }

    /**
     * The people of a list, if nothing at all is wrong with it.
     *
     * @throws ProblemException {@code validation_failed} with a fault for each wrong line
     */
    List<Invitee> demandGood(Handle handle, Standing by, Source source) {
        List<ListedPerson> lines = read(source);
        if (lines.isEmpty() || lines.size() > MOST) {
            throw refused("the list holds %d people".formatted(lines.size()), List.of());
        }
        Judge judge = new Judge(handle, by, source);
        List<Invitee> good = new ArrayList<>();
        List<Problem.Fault> faults = new ArrayList<>();
        for (ListedPerson line : lines) {
            Invitee invitee = judge.invitee(line);
            Optional<Problem.Fault> fault = judge.fault(line, invitee);
            fault.ifPresent(faults::add);
            if (fault.isEmpty()) {
                good.add(invitee);
            }
        }
        if (!faults.isEmpty()) {
            throw refused(
                    "%d of %d lines are wrong, so nobody was invited"
                            .formatted(faults.size(), lines.size()),
                    faults);
        }
        return good;
    }

    List<ListedPerson> read(Source source) {
        try {
            return switch (source.form()) {
                case CSV -> PeopleCsv.read(source.body());
                case TEXT -> PastedPeople.read(source.body());
                case JSON -> fromJson(source.body());
            };
        } catch (PeopleCsv.MalformedException e) {
            throw refused(e.words(), List.of());
        } catch (JsonProcessingException e) {
            throw new ProblemException(
                    ErrorCode.MALFORMED_BODY,
                    "the body is not a list of people",
                    "Compare the body with the call's schema in /q/openapi.");
        }
    }

    private List<ListedPerson> fromJson(String body) throws JsonProcessingException {
        JsonPerson[] people = json.readValue(body, JsonPerson[].class);
        List<ListedPerson> lines = new ArrayList<>();
        for (int i = 0; i < people.length; i++) {
            JsonPerson person = people[i];
            lines.add(
                    person == null
                            ? new ListedPerson(i + 1, "", null, null, null)
                            : person.at(i + 1));
        }
        return lines;
    }

    static ProblemException refused(String what, List<Problem.Fault> faults) {
        return new ProblemException(
                ErrorCode.VALIDATION_FAILED,
                what,
                "Send 1 to %d people, each line with an e-mail address of its own.".formatted(MOST),
                null,
                null,
                faults);
    }

    /** A person of a JSON list. */
    record JsonPerson(
            @Nullable String email,
            @Nullable String name,
            @Nullable String role,
            @Nullable String department) {
        ListedPerson at(int line) {
            return new ListedPerson(line, email == null ? "" : email, name, role, department);
        }
    }

    /** Judges lines one after the other; what is the same for many it looks up once. */
    final class Judge {
        private final Handle handle;
        private final Standing by;
        private final Source source;
        private final Set<String> members;
        private final Set<String> invited;
        private final Set<String> seen = new HashSet<>();
        private final Map<Assignment, Optional<Granting.Refusal>> refusals = new HashMap<>();

        Judge(Handle handle, Standing by, Source source) {
            this.handle = handle;
            this.by = by;
            this.source = source;
            this.members = invitations.memberAddresses(handle, by.tenant());
            this.invited = invitations.openAddresses(handle, by.tenant(), controlPlane.now());
        }

        Invitee invitee(ListedPerson line) {
            String role = line.role() == null ? source.role() : line.role();
            String department = line.department() == null ? source.department() : line.department();
            return new Invitee(
                    Email.normal(line.email()),
                    line.name(),
                    new Assignment(role == null ? "" : role, department));
        }

        Optional<Problem.Fault> fault(ListedPerson line, Invitee invitee) {
            return faultOfAddress(line.number(), invitee.email())
                    .or(() -> faultOfName(line.number(), invitee.name()))
                    .or(() ->
                            refusals.computeIfAbsent(
                                            invitee.assignment(),
                                            wanted -> granting.refusal(handle, by, wanted))
                                    .map(why ->
                                            Problem.Fault.atLine(
                                                    line.number(),
                                                    why.code().code(),
                                                    why.words())));
        }

        private Optional<Problem.Fault> faultOfAddress(int line, String email) {
            if (!Email.isWellFormed(email)) {
                return fault(line, "email_malformed", "there is no e-mail address");
            }
            if (!seen.add(email)) {
                return fault(line, "email_repeated", "the address stands in a line before");
            }
            if (members.contains(email)) {
                return fault(line, "already_member", "whoever has the address is a member");
            }
            return invited.contains(email)
                    ? fault(line, "already_invited", "the address has an open invitation")
                    : Optional.empty();
        }

        static Optional<Problem.Fault> faultOfName(int line, @Nullable String name) {
            boolean good =
                    name == null
                            || (name.length() <= InvitationMessages.LONGEST_NAME
                                    && name.chars().noneMatch(Character::isISOControl));
            return good ? Optional.empty() : fault(line, "name_malformed", "the name is too long");
        }

        static Optional<Problem.Fault> fault(int line, String code, String detail) {
            return Optional.of(Problem.Fault.atLine(line, code, detail));
        }
    }
}
