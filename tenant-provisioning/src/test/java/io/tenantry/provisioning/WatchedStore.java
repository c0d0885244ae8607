package io.tenantry.provisioning;

import io.tenantry.provisioning.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** A store before whose writes a test stands. */
public record WatchedStore(ObjectStore store, AtomicReference<Mishap> beforePut)
        implements ObjectStore {
    /** What happens before an object is written. */
    @FunctionalInterface
    public interface Mishap {
        void happen(String name) throws IOException;
    }

    @Override
    public void put(String name, Content content) throws IOException {
        beforePut.get().happen(name);
        store.put(name, content);
    }

    @Override
    public InputStream get(String name) throws IOException {
        return store.get(name);
    }

    @Override
    public InputStream get(String name, long offset, long length) throws IOException {
        return store.get(name, offset, length);
    }

    @Override
    public List<String> list(String prefix) throws IOException {
        return store.list(prefix);
    }

    @Override
    public void clear(String prefix) throws IOException {
        store.clear(prefix);
    }

    @Override
    public boolean locks() {
        return store.locks();
    }

    @Override
    public void lock(String name, Instant until) throws IOException {
        store.lock(name, until);
    }

    @Override
    public void delete(String name) throws IOException {
        store.delete(name);
    }
}
