package io.tenantry.access.signon.oidc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.jose4j.jwk.JsonWebKeySet;
import org.jspecify.annotations.Nullable;

/**
 * Providers as they described themselves last. What a provider said is the same for every tenant
 * that relies on it, so it is remembered by its address alone.
 */
@Singleton
public class KnownProviders {
    private static final int MOST = 1000;

    /** How often the keys of one provider are asked for at most because a token names another. */
    static final Duration REST = Duration.ofSeconds(30);

    /** How long a provider that failed is not asked again. */
    static final Duration PAUSE = Duration.ofSeconds(3);

    private final Discovery discovery;
    private final ControlPlane controlPlane;
    private final Duration remembered;
    private final Cache<String, Known> known = Caffeine.newBuilder().maximumSize(MOST).build();
    private final Cache<String, Failed> failed = Caffeine.newBuilder().maximumSize(MOST).build();

    KnownProviders(Discovery discovery, ControlPlane controlPlane, OidcConfig config) {
        this.discovery = discovery;
        this.controlPlane = controlPlane;
        this.remembered = config.remembered();
    }

    /**
     * What a provider says of itself.
     *
     * @throws ProviderException of an outage
     */
    public ProviderMetadata describe(String issuer) {
        return find(issuer).metadata();
    }

    /**
     * The same, asked now.
     *
     * @throws ProviderException of an outage
     */
    public ProviderMetadata describeAnew(String issuer) {
        known.invalidate(issuer);
        failed.invalidate(issuer);
        return find(issuer).metadata();
    }

    /** How many keys the provider has. */
    public int countKeys(String issuer) {
        return find(issuer).keys().getJsonWebKeys().size();
    }

    /**
     * A provider's keys; asked for once more, now and then, if they are not the ones wanted.
     *
     * @throws ProviderException of an outage
     */
    JsonWebKeySet keys(String issuer, Predicate<JsonWebKeySet> wanted) {
        Known found = find(issuer);
        if (wanted.test(found.keys()) || found.readAt().plus(REST).isAfter(controlPlane.now())) {
            return found.keys();
        }
        Known again = new Known(found.metadata(), discovery.keys(found.metadata()), now());
        known.put(issuer, again);
        return again.keys();
    }

    private Known find(String issuer) {
        Known found = known.getIfPresent(issuer);
        if (found != null && found.readAt().plus(remembered).isAfter(now())) {
            return found;
        }
        Failed before = failed.getIfPresent(issuer);
        if (before != null && before.at().plus(PAUSE).isAfter(now())) {
            throw before.why();
        }
        try {
            ProviderMetadata metadata = discovery.describe(issuer);
            Known read = new Known(metadata, discovery.keys(metadata), now());
            known.put(issuer, read);
            return read;
        } catch (ProviderException away) {
            failed.put(issuer, new Failed(away, now()));
            return demandKept(found, away);
        }
    }

    /** Rather what it said an hour ago than nothing: keys change seldom, and are looked up anew. */
    private static Known demandKept(@Nullable Known found, ProviderException away) {
        if (found == null) {
            throw away;
        }
        return found;
    }

    private Instant now() {
        return controlPlane.now();
    }

    private record Known(ProviderMetadata metadata, JsonWebKeySet keys, Instant readAt) {}

    private record Failed(ProviderException why, Instant at) {}
}
