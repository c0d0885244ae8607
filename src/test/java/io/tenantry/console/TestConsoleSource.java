package io.tenantry.console;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/** The console as it was built; or, where it was not, a few files in its place. */
@Alternative
@Priority(1)
@Singleton
class TestConsoleSource extends ConsoleSource {
    @Override
    @Nullable URL page() {
        URL built = super.page();
        return built != null ? built : resource("console-fixture/index.html");
    }
}
