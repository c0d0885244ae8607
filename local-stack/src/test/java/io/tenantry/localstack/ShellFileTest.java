package io.tenantry.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellFileTest {

    @Test
    void everyValueIsAQuotedAssignment() {
        DatabaseServer server =
                new DatabaseServer("db1", Engine.MYSQL, "127.0.0.1", 3307, "admin", "it's", 7);
        StackDescription stack =
                new StackDescription(
                        Engine.MYSQL,
                        new ControlPlane("jdbc:mysql://h/d?a=b&c=d", "control", "secret"),
                        List.of(server),
                        new Redis("127.0.0.1", 6380, 8),
                        9);

        assertThat(ShellFile.lines(stack))
                .contains(
                        "STACK_ENGINE='mysql'",
                        "STACK_CONTROL_JDBC_URL='jdbc:mysql://h/d?a=b&c=d'",
                        "STACK_REDIS_PORT='6380'",
                        "STACK_SERVERS='1'",
                        "STACK_SERVER_0_ADMIN_PASSWORD='it'\\''s'",
                        "STACK_PID='9'");
    }
}
