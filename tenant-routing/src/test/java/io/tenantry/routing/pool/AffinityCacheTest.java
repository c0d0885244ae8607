package io.tenantry.routing.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.cache.Acquirable;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which idle connection a lease gets. */
class AffinityCacheTest {
    private final AffinityCache cache = new AffinityCache(8);

    private static Identity identity() {
        TenantId tenant = TenantId.parse(Ulid.next()).orElseThrow();
        return new Identity(tenant, "db", "t_db", "t_db_a", 1);
    }

    private @Nullable Acquirable get(Identity wanted) {
        AffinityCache.wanted(wanted);
        return cache.get();
    }

    private void put(Slot slot, @Nullable Identity identity) {
        slot.taken = false;
        AffinityCache.returning(identity);
        cache.put(slot);
    }

    @Test
    void theTenantsOwnConnectionComesFirst() {
        Identity a = identity();
        Identity b = identity();
        Slot own = new Slot();
        put(own, a);
        put(new Slot(), b);
        put(new Slot(), null);

        assertThat(get(a)).isSameAs(own);
    }

    @Test
    void oneThatIsNobodysComesBeforeAnotherTenants() {
        Slot blank = new Slot();
        put(new Slot(), identity());
        put(blank, null);

        assertThat(get(identity())).isSameAs(blank);
    }

    @Test
    void theTenantThatIsAskedForLeastGivesUpItsConnection() {
        Identity busy = identity();
        Identity quiet = identity();
        Slot ofBusy = new Slot();
        Slot ofQuiet = new Slot();
        put(ofQuiet, quiet);
        put(ofBusy, busy);
        use(busy, ofBusy, 20);
        use(quiet, ofQuiet, 2);

        assertThat(get(identity())).isSameAs(ofQuiet);
    }

    @Test
    void aBusyTenantsSpareConnectionGoesBeforeAnothersOnlyOne() {
        Identity busy = identity();
        Identity quiet = identity();
        Slot ofQuiet = new Slot();
        Slot ofBusy = new Slot();
        put(ofQuiet, quiet);
        put(ofBusy, busy);
        put(new Slot(), busy);
        put(new Slot(), busy);
        use(busy, ofBusy, 10);
        use(quiet, ofQuiet, 10);

        assertThat(get(identity())).isNotSameAs(ofQuiet);
    }

    @Test
    void oneFromBeforeTheTenantsEpochRoseGoesBeforeAnybodyElses() {
        Identity old = identity();
        Identity raised =
                new Identity(
                        old.tenant(),
                        old.databaseId(),
                        old.databaseName(),
                        "other",
                        old.epoch() + 1);
        Slot outdated = new Slot();
        put(outdated, old);
        put(new Slot(), null);

        assertThat(get(raised)).isSameAs(outdated);
    }

    @Test
    void aConnectionThatAgroalFoundByItselfCountsOnce() {
        Identity a = identity();
        Identity b = identity();
        Slot slot = new Slot();
        put(slot, a);
        // Agroal walked its own list, so the cache was not asked; the lease made it another's.
        slot.taken = true;
        put(slot, b);

        assertThat(get(b)).isSameAs(slot);
        assertThat(get(a)).isNull();
        assertThat(cache.knownSize()).isEqualTo(1);
    }

    @Test
    void aDestroyedConnectionIsForgotten() {
        Identity a = identity();
        Slot slot = new Slot();
        put(slot, a);
        slot.destroyed = true;

        assertThat(get(a)).isNull();
        assertThat(cache.knownSize()).isZero();
    }

    private void use(Identity identity, Slot slot, int times) {
        for (int i = 0; i < times; i++) {
            put((Slot) Objects.requireNonNull(get(identity)), identity);
        }
        assertThat(slot.taken).isFalse();
    }

    /** A connection as Agroal shows it to its cache. */
    private static final class Slot implements Acquirable {
        private boolean taken;
        private boolean destroyed;

        @Override
        public boolean acquire() {
            if (taken || destroyed) {
                return false;
            }
            taken = true;
            return true;
        }

        @Override
        public boolean isAcquirable() {
            return !destroyed;
        }
    }
}
