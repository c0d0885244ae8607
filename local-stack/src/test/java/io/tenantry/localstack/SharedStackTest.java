package io.tenantry.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack that all tests of a JVM share. */
class SharedStackTest {
    private static final String PROPERTY = "tenantry.stack.file";

    @TempDir Path folder;
    private String before;

    @BeforeEach
    void rememberProperty() {
        before = System.getProperty(PROPERTY, "");
    }

    @AfterEach
    void restoreProperty() {
        System.setProperty(PROPERTY, before);
    }

    @Test
    void namedStackIsUsedAndLeftRunning() throws Exception {
        Path file = folder.resolve("stack.json");
        try (LocalStack running = LocalStack.start(Engines.quickStackIn(folder.resolve("data")))) {
            running.writeFile(file);
            System.setProperty(PROPERTY, file.toString());

            try (LocalStack shared = LocalStack.sharedOrStart()) {
                assertThat(shared.databaseServers()).isEqualTo(running.databaseServers());
                assertThat(shared.redis()).isEqualTo(running.redis());
                assertThat(shared.controlPlane()).isEqualTo(running.controlPlane());
                assertThat(shared.startRedis("mine").isRunning()).isTrue();
            }

            DatabaseServer server = running.databaseServers().getFirst();
            assertThat(Sql.ask(server, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void ownStackIsStartedOnceAndNamedForOtherClassLoaders() {
        System.clearProperty(PROPERTY);

        try (LocalStack first = LocalStack.sharedOrStart();
                LocalStack second = LocalStack.sharedOrStart()) {
            assertThat(first.databaseServers()).isEqualTo(second.databaseServers());
            assertThat(Path.of(System.getProperty(PROPERTY))).exists();
            assertThat(Files.isDirectory(Path.of("target", "local-stack"))).isTrue();
        }
    }

    @Test
    void missingFileIsExplained() {
        System.setProperty(PROPERTY, folder.resolve("none.json").toString());

        assertThatExceptionOfType(StackException.class)
                .isThrownBy(LocalStack::sharedOrStart)
                .withMessageContaining("none.json");
    }

    @Test
    void otherFileIsExplained() throws Exception {
        Path file = folder.resolve("other.json");
        System.setProperty(PROPERTY, file.toString());

        for (String content :
                new String[] {"", "{}", "[1]", "{\"engine\":\"mariadb\",\"redis\":7}"}) {
            Files.writeString(file, content);
            assertThatExceptionOfType(StackException.class)
                    .isThrownBy(LocalStack::sharedOrStart)
                    .withMessageContaining("Not the file of a running stack");
        }
    }
}
