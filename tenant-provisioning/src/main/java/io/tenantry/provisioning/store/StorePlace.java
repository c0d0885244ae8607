package io.tenantry.provisioning.store;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What an operator says of the store of backups. The server and the command line read it from their
 * configuration.
 *
 * @param where a folder, or {@code s3://BUCKET/PREFIX}
 * @param region see {@link S3Settings#region}
 * @param endpoint see {@link S3Settings#endpoint}
 * @param pathStyle see {@link S3Settings#pathStyle}
 * @param login see {@link S3Settings#login}
 */
public record StorePlace(
        String where,
        @Nullable String region,
        @Nullable URI endpoint,
        boolean pathStyle,
        S3Settings.@Nullable Login login,
        LockMode lock) {
    private static final String S3 = S3Settings.SCHEME + "://";

    /** A folder, in which nothing is locked. */
    public static StorePlace folder(Path folder) {
        return new StorePlace(folder.toString(), null, null, false, null, LockMode.OFF);
    }

    /**
     * Opens the store; nothing is asked of it yet.
     *
     * @throws IllegalArgumentException if the place is not one; the message says why
     */
    public ObjectStore open(Clock clock) {
        if (!where.startsWith(S3)) {
            return new FolderStore(Path.of(where), lock != LockMode.OFF, clock);
        }
        String rest = where.substring(S3.length()).replaceFirst("/+$", "");
        int slash = rest.indexOf('/');
        return S3Store.open(
                new S3Settings(
                        slash < 0 ? rest : rest.substring(0, slash),
                        slash < 0 ? "" : rest.substring(slash + 1),
                        region,
                        endpoint,
                        pathStyle,
                        login,
                        lock));
    }
}
