package io.tenantry.localstack;

import io.tenantry.localstack.StackException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/** The Redis that lies in the embedded-redis jar, unpacked once per version into the cache. */
final class EmbeddedRedis {
    private static final int UNPACKED_MEBIBYTES = 20;

    private EmbeddedRedis() {}

    /**
     * @throws StackException with {@link Reason#NOT_INSTALLED} if this platform has none
     */
    static Path executable() {
        OsArchitecture platform = OsArchitecture.detectOSandArchitecture();
        @Nullable String resource = ExecutableProvider.newProvidedVersionsMap().get(platform);
        if (resource == null) {
            throw new StackException(
                    Reason.NOT_INSTALLED, "There is no embedded Redis for this platform.");
        }
        String file = resource.substring(resource.lastIndexOf('/') + 1);
        return SoftwareCache.folder(
                        file, UNPACKED_MEBIBYTES, folder -> unpack(resource, folder.resolve(file)))
                .resolve(file);
    }

    private static void unpack(String resource, Path target) throws IOException {
        String absolute = resource.startsWith("/") ? resource : "/" + resource;
        try (@Nullable InputStream in = ExecutableProvider.class.getResourceAsStream(absolute)) {
            if (in == null) {
                throw new IOException("not in the embedded-redis jar: " + resource);
            }
            Files.copy(in, target);
        }
        if (!target.toFile().setExecutable(true)) {
            throw new IOException("cannot make executable: " + target);
        }
    }
}
