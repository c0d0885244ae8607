package io.tenantry.provisioning.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

    /** Removes an object; does nothing if there is none. */
    void delete(String name) throws IOException;
}
