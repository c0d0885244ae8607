package io.tenantry.backups;

import io.tenantry.backups.BackupMessages.Mode;
import io.tenantry.backups.BackupMessages.Restore;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;

/** A wish for a restore whose fields go together. */
final class WholeRestore {
    private WholeRestore() {}

    /** What the fields ask of each other. */
    static void demand(Restore body) {
        boolean isLost = body.mode() == Mode.LOST_SERVER;
        boolean saysNothing = body.backup() == null && body.at() == null;
        if ((body.backup() == null) == (body.at() == null) && !(isLost && saysNothing)) {
            throw invalid("a backup or a moment is needed, and not both", "Send backup or at.");
        }
        if (isLost && body.server() == null) {
            throw invalid(
                    "the mode lost-server needs a server to go to", "Send server, with its name.");
        }
        boolean makesTenant = body.mode() == Mode.NEW_TENANT;
        if (makesTenant != (body.tenant() != null)) {
            throw invalid(
                    "tenant goes with the mode new-tenant, and only with it",
                    "Send tenant, or another mode.");
        }
        if (makesTenant
                && (body.server() != null || body.keep() != null || body.dryRun() != null)) {
            throw invalid(
                    "server, keep and dryRun do not go with the mode new-tenant",
                    "Leave them out; the new tenant may name its server.");
        }
    }

    private static ProblemException invalid(String detail, String remedy) {
        return new ProblemException(ErrorCode.VALIDATION_FAILED, detail, remedy);
    }
}
