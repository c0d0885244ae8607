package io.tenantry.localstack;

import java.nio.file.Path;

/**
 * The one stack of this JVM. Its file's name is kept in a system property and not in a field: test
 * frameworks load this class more than once, by several class loaders.
 */
final class SharedStack {
    private static final String FILE_PROPERTY = "tenantry.stack.file";
    private static final String ENGINE_PROPERTY = "tenantry.engine";

    private SharedStack() {}

    /** The file of the running stack; one is started if there is none. */
    static Path file() {
        // An object of the JDK's own is the same for every class loader.
        synchronized (Runtime.getRuntime()) {
            String named = System.getProperty(FILE_PROPERTY, "");
            if (!named.isBlank()) {
                return Path.of(named);
            }
            Path file = BuildFolders.openFirstFree(SharedStack::startIn);
            System.setProperty(FILE_PROPERTY, file.toString());
            return file;
        }
    }

    /** Starts a stack that its shutdown hook stops. */
    private static Path startIn(Path folder) {
        Engine engine = Engine.named(System.getProperty(ENGINE_PROPERTY, "mariadb"));
        StackOptions options =
                StackOptions.in(folder).withEngine(engine).withDurable(false).withFresh(true);
        Path file = folder.resolve("stack.json");
        LocalStack.start(options).writeFile(file);
        return file;
    }
}
