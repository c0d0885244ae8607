package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.store.SealedStore;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** One object of an archive. */
final class PieceFeed implements TextFeed {
    private final SealedStore store;
    private final SealedStore.Stored piece;
    private boolean given;

    PieceFeed(SealedStore store, SealedStore.Stored piece) {
        this.store = store;
        this.piece = piece;
    }

    @Override
    public @Nullable InputStream next() throws IOException {
        if (given) {
            return null;
        }
        given = true;
        return store.get(piece.name());
    }

    @Override
    public void close() {}
}
