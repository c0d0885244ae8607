package io.tenantry.provisioning.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/**
 * Objects by name. A name has parts of letters, digits, dots and hyphens with slashes between.
 *
 * <p>Safe for use by many threads and processes.
 */
public interface ObjectStore {
    /** What is written to an object. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes an object: afterwards it is there for good, or, if this throws, as it was before. */
    void put(String name, Content content) throws IOException;

    /**
     * Reads an object.
     *
     * @throws java.nio.file.NoSuchFileException if there is none of that name
     */
    InputStream get(String name) throws IOException;

    /**
     * Reads a part of an object: less than {@code length} bytes only where the object ends.
     *
     * @param offset of the first byte, from 0
     * @param length at least 1
     * @throws java.nio.file.NoSuchFileException if there is none of that name
     */
    InputStream get(String name, long offset, long length) throws IOException;

    /** The names of all objects that begin with a part or several, in their order. */
    List<String> list(String prefix) throws IOException;

    /**
     * Removes an object; does nothing if there is none.
     *
     * @throws ObjectLockedException if it is locked
     */
    void delete(String name) throws IOException;

    /**
     * Removes all objects that begin with a part or several, and what was left of unfinished ones.
     * Locked ones stay, and the others go.
     *
     * @throws ObjectLockedException if some are locked
     */
    default void clear(String prefix) throws IOException {
        ObjectLockedException locked = null;
        for (String name : list(prefix)) {
            try {
                delete(name);
            } catch (ObjectLockedException e) {
                locked = e;
            }
        }
        if (locked != null) {
            throw locked;
        }
    }

    /** Whether this store can keep objects from being removed. */
    default boolean locks() {
        return false;
    }

    /**
     * Keeps an object from being removed or written anew until then; a later time may follow, never
     * an earlier one.
     *
     * @throws UnsupportedOperationException unless it {@link #locks}
     */
    default void lock(String name, Instant until) throws IOException {
        throw new UnsupportedOperationException("nothing is locked in this store");
    }
}
