package io.tenantry.routing.pool;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.tenantry.routing.directory.Placement;
import io.tenantry.routing.directory.Sealed;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import java.time.Duration;

/**
 * The passwords of the accounts that connections become, opened once rather than at every switch.
 *
 * <p>Only those in use lately are held open. The driver holds the passwords of its connections all
 * the same, so this tells a heap dump little that it did not show before.
 */
final class TenantPasswords {
    private static final int MAX_OPEN = 2_000;
    private static final Duration UNUSED = Duration.ofMinutes(10);

    private final LoadingCache<Entry, String> open;

    TenantPasswords(SecretBox secrets) {
        this.open =
                Caffeine.newBuilder()
                        .maximumSize(MAX_OPEN)
                        .expireAfterAccess(UNUSED)
                        .build(entry ->
                                secrets.openText(
                                        entry.sealed().bytes(),
                                        SecretPlaces.tenantAccount(entry.databaseId())));
    }

    /**
     * The password of a placement's account.
     *
     * @throws io.tenantry.routing.secret.SealBrokenException if it does not open there
     */
    String of(Placement placement) {
        return open.get(new Entry(placement.databaseId(), placement.accountSecret()));
    }

    /** The sealed form is part of the key: a changed password is another entry. */
    private record Entry(String databaseId, Sealed sealed) {}
}
