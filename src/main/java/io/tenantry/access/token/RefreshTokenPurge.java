package io.tenantry.access.token;

import io.quarkus.runtime.StartupEvent;
import io.tenantry.boot.BackgroundTasks;
import io.tenantry.boot.StartOrder;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Forgets expired refresh tokens, hour by hour. */
@ApplicationScoped
class RefreshTokenPurge {
    private static final Duration PAUSE = Duration.ofHours(1);

    private final BackgroundTasks background;
    private final RefreshTokens refreshTokens;

    RefreshTokenPurge(BackgroundTasks background, RefreshTokens refreshTokens) {
        this.background = background;
        this.refreshTokens = refreshTokens;
    }

    void atStart(@Observes @Priority(StartOrder.BACKGROUND) StartupEvent start) {
        background.every(PAUSE, "forgetting refresh tokens", refreshTokens::purge);
    }
}
