package io.tenantry.localstack;

import java.util.ArrayList;
import java.util.List;

/**
 * A running stack's description as shell assignments, {@code STACK_ENGINE='mariadb'} and so on: the
 * same as the {@linkplain StackFile JSON}, for scripts that have no JSON reader.
 */
final class ShellFile {
    private final List<String> lines = new ArrayList<>();

    private ShellFile(StackDescription stack) {
        ControlPlane control = stack.controlPlane();
        assign("ENGINE", stack.engine());
        assign("PID", stack.pid());
        assign("CONTROL_JDBC_URL", control.jdbcUrl());
        assign("CONTROL_USER", control.user());
        assign("CONTROL_PASSWORD", control.password());
        assign("REDIS_HOST", stack.redis().host());
        assign("REDIS_PORT", stack.redis().port());
        assign("REDIS_PID", stack.redis().pid());
        assign("SERVERS", stack.servers().size());
        for (int i = 0; i < stack.servers().size(); i++) {
            assign("SERVER_%d_".formatted(i), stack.servers().get(i));
        }
    }

    /** The assignments; servers are counted from 0. */
    static List<String> lines(StackDescription stack) {
        return List.copyOf(new ShellFile(stack).lines);
    }

    private void assign(String prefix, DatabaseServer server) {
        assign(prefix + "NAME", server.name());
        assign(prefix + "HOST", server.host());
        assign(prefix + "PORT", server.port());
        assign(prefix + "ADMIN_USER", server.adminUser());
        assign(prefix + "ADMIN_PASSWORD", server.adminPassword());
        assign(prefix + "PID", server.pid());
    }

    private void assign(String name, Object value) {
        String quoted = value.toString().replace("'", "'\\''");
        lines.add("STACK_%s='%s'".formatted(name, quoted));
    }
}
