package io.tenantry.localstack;

import io.tenantry.localstack.StackException.Reason;
import java.nio.file.Path;
import java.util.function.Function;

/** Data folders of test runs, below {@code target/} of the module that runs. */
final class BuildFolders {
    private static final int MOST_AT_ONCE = 64;

    private BuildFolders() {}

    /**
     * Opens the first that no living process holds. The names are few and used again, so that
     * servers of a killed test run are found and ended.
     *
     * @param opening throws {@link Reason#FOLDER_IN_USE} for a folder that is held
     */
    static <T> T openFirstFree(Function<Path, T> opening) {
        for (int number = 1; ; number++) {
            Path folder = Path.of("target", "local-stack", "run-" + number).toAbsolutePath();
            try {
                return opening.apply(folder);
            } catch (StackException e) {
                if (e.reason() != Reason.FOLDER_IN_USE || number == MOST_AT_ONCE) {
                    throw e;
                }
            }
        }
    }
}
