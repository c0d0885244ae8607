package io.tenantry.provisioning.store;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where and how objects are kept in an S3-compatible service.
 *
 * @param bucket exists already
 * @param prefix before all names, without a slash at its end; empty for none
 * @param region null for the SDK's own chain (environment, profile, instance), and {@code
 *     us-east-1} if that knows none and there is an endpoint
 * @param endpoint of a service that is not Amazon's; null for Amazon's
 * @param pathStyle whether the bucket is named in the path instead of the host name
 * @param login null for the SDK's own chain (environment, profile, web identity, instance)
 */
public record S3Settings(
        String bucket,
        String prefix,
        @Nullable String region,
        @Nullable URI endpoint,
        boolean pathStyle,
        @Nullable Login login,
        LockMode lock) {
    static final String SCHEME = "s3";

    /** An access key; it is not shown. */
    public record Login(String accessKey, String secretKey) {
        @Override
        public String toString() {
            return "Login[]";
        }
    }

    /**
     * @throws IllegalArgumentException if a value is not of its form; the message names it
     */
    public S3Settings {
        if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw new IllegalArgumentException("%s is not the name of a bucket".formatted(bucket));
        }
        if (!prefix.isEmpty()) {
            ObjectName.demand(prefix);
        }
        if (endpoint != null && (endpoint.getHost() == null || !isHttp(endpoint))) {
            throw new IllegalArgumentException("the endpoint is not an http or https address");
        }
    }

    private static boolean isHttp(URI endpoint) {
        return "https".equals(endpoint.getScheme()) || "http".equals(endpoint.getScheme());
    }

    /** Where its objects are, for people. */
    String shown() {
        String place = "%s://%s/%s".formatted(SCHEME, bucket, prefix);
        return Optional.ofNullable(endpoint).map(at -> place + " at " + at).orElse(place);
    }
}
