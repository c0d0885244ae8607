package io.tenantry.boot;

import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackgroundTasksTest {
    private final BackgroundTasks background = new BackgroundTasks();

    @AfterEach
    void stop() {
        background.atEnd(new ShutdownEvent());
    }

    @Test
    void aChoreThatFailsComesRoundAgain() {
        AtomicInteger runs = new AtomicInteger();
        background.every(
                Duration.ofMillis(5),
                "failing",
                () -> {
                    runs.incrementAndGet();
                    throw new IllegalStateException("not this time");
                });

        await().atMost(Duration.ofSeconds(10)).until(() -> runs.get() >= 3);
    }
}
