package io.tenantry.provisioning.changelog;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.tenantry.provisioning.controlplane.ControlPlane;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Tells older versions of the changelog from newer ones: by which was recorded first. Answers from
 * memory; a version is looked up once in a while.
 */
public final class SchemaVersions {
    private static final int MOST = 100;
    private static final Duration REMEMBER = Duration.ofSeconds(10);

    private final ControlPlane controlPlane;
    private final Supplier<TenantChangelog> changelog;
    private final LoadingCache<String, Boolean> older;

    public SchemaVersions(ControlPlane controlPlane, Supplier<TenantChangelog> changelog) {
        this.controlPlane = controlPlane;
        this.changelog = changelog;
        this.older =
                Caffeine.newBuilder()
                        .maximumSize(MOST)
                        .expireAfterWrite(REMEMBER)
                        .build(version ->
                                controlPlane.read(handle ->
                                        RecordingRows.isOlder(
                                                handle, version, changelog.get().version())));
    }

    /**
     * Whether a version is older than the one that this process carries. One that nobody recorded
     * is not: it belongs to a release that is just coming.
     *
     * @param version 64 hex digits
     */
    public boolean isOutdated(String version) {
        return !version.equals(changelog.get().version()) && older.get(version);
    }

    /**
     * Whether a version is newer than the one that this process carries: it was recorded later.
     * Asks each time.
     *
     * @param version 64 hex digits
     */
    public boolean isNewer(String version) {
        String carried = changelog.get().version();
        return controlPlane.read(handle -> RecordingRows.isOlder(handle, carried, version));
    }

    /**
     * Changesets that tenants' databases have, and that this process carries with another text: no
     * migration leads from those databases to its version.
     */
    public Set<String> edited() {
        TenantChangelog carried = changelog.get();
        Set<String> edited = new TreeSet<>();
        controlPlane
                .read(RecordingRows::changesetsInUse)
                .values()
                .forEach(landed -> edited.addAll(carried.editedSince(landed)));
        return edited;
    }
}
