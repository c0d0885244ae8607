package io.tenantry.tenants;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tenantry.provisioning.store.LockMode;
import io.tenantry.provisioning.store.S3Settings;
import io.tenantry.provisioning.store.StorePlace;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the store of backups is reached; where it is stands in {@link ProvisioningConfig}. */
@ConfigMapping(prefix = "tenantry.provisioning.backups")
public interface BackupStoreConfig {
    /**
     * How backups are kept from being removed before their time: {@code off}, {@code governance} or
     * {@code compliance}. A bucket must have been made with object locks; a folder makes the files
     * read-only.
     */
    @WithDefault("off")
    LockMode lock();

    /** An S3-compatible service. */
    S3 s3();

    /** An S3-compatible service. */
    interface S3 {
        /** The bucket's region; the environment's by default. */
        Optional<String> region();

        /** An http or https address; Amazon's by default. */
        Optional<URI> endpoint();

        /** Whether the bucket is named in the path, as most services but Amazon's want it. */
        @WithDefault("false")
        boolean pathStyle();

        /** The access key; found as Amazon's own programs find it by default. */
        Optional<String> accessKey();

        /** Its secret. */
        Optional<String> secretKey();
    }

    /**
     * The store at a place.
     *
     * @throws IllegalArgumentException if one of a key and its secret is missing
     */
    default StorePlace at(String where) {
        return new StorePlace(
                where,
                s3().region().orElse(null),
                s3().endpoint().orElse(null),
                s3().pathStyle(),
                login(s3()),
                lock());
    }

    private static S3Settings.@Nullable Login login(S3 s3) {
        if (s3.accessKey().isPresent() != s3.secretKey().isPresent()) {
            throw new IllegalArgumentException(
                    "tenantry.provisioning.backups.s3.access-key and .secret-key go together");
        }
        return s3.accessKey().isEmpty()
                ? null
                : new S3Settings.Login(s3.accessKey().orElseThrow(), s3.secretKey().orElseThrow());
    }
}
