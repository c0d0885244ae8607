package io.tenantry.access.member;

import io.tenantry.access.member.MemberMessages.SeenMember;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The members of any tenant, for whoever runs the platform. They are people of a customer: each
 * look at them is in the customer's audit log, or there is none.
 */
@ApplicationScoped
public class RevealedMembers {
    private static final String ACTION = "member.reveal";

    private final MemberViews views;
    private final AuditLog audit;
    private final ControlPlane controlPlane;

    RevealedMembers(MemberViews views, AuditLog audit, ControlPlane controlPlane) {
        this.views = views;
        this.audit = audit;
        this.controlPlane = controlPlane;
    }

    /** A page of a tenant's members, by the id of their account. */
    public Page<SeenMember> page(
            TenantId tenant, MemberFilter filter, PageRequest request, Actor by) {
        String after = request.after();
        int limit = request.limit();
        return controlPlane.inTransaction(handle -> {
            List<SeenMember> read = views.listSeen(handle, tenant, filter, after, limit + 1);
            Page<SeenMember> page = Page.of(read, request, SeenMember::id, Function.identity());
            audit.append(
                    handle,
                    new AuditEntry(
                            by, tenant, ACTION, null, null, looked(filter, page.items().size())));
            return page;
        });
    }

    private static Map<String, @Nullable Object> looked(MemberFilter filter, int shown) {
        Map<String, @Nullable Object> looked = new HashMap<>();
        looked.put("text", filter.text());
        looked.put("state", filter.state());
        looked.put("shown", shown);
        return looked;
    }
}
