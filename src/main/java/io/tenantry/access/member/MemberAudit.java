package io.tenantry.access.member;

import io.tenantry.access.user.ActingMember;
import io.tenantry.access.user.MemberRecord;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What is written about members: an entry for each thing that changes, by its own action. */
@ApplicationScoped
public class MemberAudit {
    private final AuditLog audit;

    MemberAudit(AuditLog audit) {
        this.audit = audit;
    }

    /** What differs between two states of a membership. */
    public void changed(Handle handle, ActingMember by, MemberRecord before, MemberRecord after) {
        String id = after.userId();
        if (!after.role().equals(before.role())) {
            write(handle, by, "member.role", id, only("role", before.role(), after.role()));
        }
        if (!Objects.equals(after.department(), before.department())) {
            write(
                    handle,
                    by,
                    "member.department",
                    id,
                    only("department", before.department(), after.department()));
        }
        if (after.state() != before.state()) {
            write(
                    handle,
                    by,
                    "member.state",
                    id,
                    only("state", before.state().code(), after.state().code()));
        }
    }

    void ended(Handle handle, ActingMember by, MemberRecord before, String action) {
        Map<String, @Nullable Object> was = new HashMap<>();
        was.put("role", before.role());
        was.put("department", before.department());
        was.put("state", before.state().code());
        write(handle, by, action, before.userId(), new Change(was, null));
    }

    /** That somebody runs the organisation now in the place of the acting person. */
    void handedOver(Handle handle, ActingMember by, MemberRecord to, String myRole) {
        write(
                handle,
                by,
                "member.hand-over",
                to.userId(),
                new Change(
                        Map.of("administrator", by.userId(), "role", to.role()),
                        Map.of("administrator", to.userId(), "formerRole", myRole)));
    }

    private void write(
            Handle handle, ActingMember by, String action, String subject, Change change) {
        audit.append(
                handle,
                new AuditEntry(
                        by.actor(), by.tenant(), action, subject, change.before(), change.after()));
    }

    private static Change only(String what, @Nullable String before, @Nullable String after) {
        return new Change(single(what, before), single(what, after));
    }

    private static Map<String, @Nullable Object> single(String what, @Nullable String value) {
        Map<String, @Nullable Object> map = new HashMap<>();
        map.put(what, value);
        return map;
    }

    private record Change(@Nullable Object before, @Nullable Object after) {}
}
