package io.tenantry.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose process is ended, and whose is not. */
class LeftoversTest {
    @TempDir Path folder;

    @Test
    void serverOfTheFolderIsEndedAndItsNeighboursAreNot() throws Exception {
        Path own = Files.createDirectories(folder.resolve("stack")).toRealPath();
        Path longer = Files.createDirectories(folder.resolve("stack-2")).toRealPath();
        Path log = Files.createFile(own.resolve("server.log"));
        Process reader = new ProcessBuilder("tail", "-f", log.toString()).start();
        try (LocalRedis server = redisIn(own);
                LocalRedis neighbour = redisIn(longer)) {
            Leftovers.endIn(own);

            assertThat(server.isRunning()).isFalse();
            assertThat(neighbour.isRunning()).isTrue();
            assertThat(reader.isAlive()).isTrue();
        } finally {
            reader.destroyForcibly();
        }
    }

    private static LocalRedis redisIn(Path folder) {
        LocalRedis redis =
                new LocalRedis(
                        "redis", folder.resolve("redis"), EmbeddedRedis.executable(), List.of());
        redis.start();
        return redis;
    }
}
