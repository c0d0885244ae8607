package io.tenantry.cli;

import io.tenantry.cli.audit.AuditNoun;
import io.tenantry.cli.backup.BackupNoun;
import io.tenantry.cli.doctor.DoctorVerb;
import io.tenantry.cli.export.ExportVerb;
import io.tenantry.cli.migrate.MigrateNoun;
import io.tenantry.cli.operation.OperationNoun;
import io.tenantry.cli.restore.DiffVerb;
import io.tenantry.cli.restore.PeekVerb;
import io.tenantry.cli.restore.RestoreVerb;
import io.tenantry.cli.restore.RowsVerb;
import io.tenantry.cli.server.ServerNoun;
import io.tenantry.cli.tenant.TenantNoun;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What commands are about. picocli looks through the annotations of every command that it is given,
 * so it is given those that the command line can mean and no others: that is most of a start.
 */
final class Nouns {
    private static final Set<String> VERSION = Set.of("-V", "--version");

    private Nouns() {}

    /** All, by name. */
    private static Map<String, Class<?>> all() {
        Map<String, Class<?>> all = new TreeMap<>();
        all.put("audit", AuditNoun.class);
        all.put("tenant", TenantNoun.class);
        all.put("backup", BackupNoun.class);
        all.put("operation", OperationNoun.class);
        all.put("server", ServerNoun.class);
        all.put("migrate", MigrateNoun.class);
        all.put("restore", RestoreVerb.class);
        all.put("peek", PeekVerb.class);
        all.put("rows", RowsVerb.class);
        all.put("diff", DiffVerb.class);
        all.put("export", ExportVerb.class);
        all.put("man", ManVerb.class);
        all.put("completion", CompletionVerb.class);
        all.put("doctor", DoctorVerb.class);
        return all;
    }

    /** Those that the arguments can mean; all of them if they name none. */
    static Map<String, Class<?>> meant(List<String> arguments) {
        if (arguments.size() == 1 && VERSION.contains(arguments.getFirst())) {
            return Map.of();
        }
        Map<String, Class<?>> meant = all();
        meant.keySet().retainAll(arguments);
        return meant.isEmpty() ? all() : meant;
    }
}
