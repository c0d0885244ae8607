package io.tenantry.provisioning.controlplane;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The triggers by which the control plane's own server refuses to change or empty the audit log.
 * Their changesets may fail, because a server with a binary log lets nobody but SUPER make triggers
 * unless it is told to; so somebody has to say that they are not there.
 */
final class AuditTriggers {
    private static final List<String> NAMES =
            List.of(
                    "audit_log_is_not_changed",
                    "audit_log_is_not_emptied",
                    "audit_chain_is_not_changed",
                    "audit_chain_is_not_cut");

    private AuditTriggers() {}

    /** What to tell an operator of each that is not there; nothing if both are. */
    static List<String> missing(Handle handle) {
        List<String> found =
                handle.createQuery(
                                """
                                SELECT TRIGGER_NAME
                                FROM information_schema.TRIGGERS
                                WHERE TRIGGER_SCHEMA = DATABASE()
                                  AND EVENT_OBJECT_TABLE IN ('audit_log', 'audit_chain')
                                """)
                        .mapTo(String.class)
                        .list();
        return NAMES.stream()
                .filter(name -> !found.contains(name))
                .map(AuditTriggers::told)
                .toList();
    }

    private static String told(String name) {
        return "the trigger %s is missing: the database itself does not keep the audit log append-only; set log_bin_trust_function_creators = 1 on the control plane's server and start again"
                .formatted(name);
    }
}
