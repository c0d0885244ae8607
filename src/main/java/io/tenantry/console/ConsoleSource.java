package io.tenantry.console;

import jakarta.inject.Singleton;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/** Where the built console lies. */
@Singleton
class ConsoleSource {
    /** Its page, with its files beside it; null if the server was built without. */
    @Nullable URL page() {
        return resource("console/index.html");
    }

    static @Nullable URL resource(String name) {
        return Thread.currentThread().getContextClassLoader().getResource(name);
    }
}
