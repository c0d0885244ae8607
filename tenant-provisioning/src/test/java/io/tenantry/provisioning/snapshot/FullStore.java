package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.store.ObjectStore;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A store on a disk that becomes full while an object is written.
 *
 * @param room how many bytes still fit
 */
record FullStore(ObjectStore store, AtomicLong room) implements ObjectStore {
    @Override
    public void put(String name, Content content) throws IOException {
        store.put(name, out -> content.writeTo(new Disk(out, room)));
    }

    private static final class Disk extends FilterOutputStream {
        private final AtomicLong room;

        Disk(OutputStream out, AtomicLong room) {
            super(out);
            this.room = room;
        }

        @Override
        public void write(byte[] some, int from, int length) throws IOException {
            if (room.addAndGet(-length) < 0) {
                throw new IOException("No space left on device");
            }
            out.write(some, from, length);
        }
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
    public void delete(String name) throws IOException {
        store.delete(name);
    }
}
