package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** A section of a segment's object, as a store of one object under whatever name. */
final class SectionStore implements ObjectStore {
    private final Opening opening;
    private final OutputStream out;

    @FunctionalInterface
    private interface Opening {
        InputStream open() throws IOException;
    }

    private SectionStore(Opening opening, OutputStream out) {
        this.opening = opening;
        this.out = out;
    }

    /** Reads a section. */
    static SectionStore reading(ObjectStore store, String object, Section section) {
        return new SectionStore(
                () -> store.get(object, section.offset(), section.stored()),
                OutputStream.nullOutputStream());
    }

    /** Writes a section to the end of an object that is being written. */
    static SectionStore writing(OutputStream object) {
        return new SectionStore(InputStream::nullInputStream, object);
    }

    @Override
    public void put(String name, Content content) throws IOException {
        content.writeTo(out);
    }

    @Override
    public InputStream get(String name) throws IOException {
        return opening.open();
    }

    @Override
    public InputStream get(String name, long offset, long length) {
        throw new UnsupportedOperationException("a section is read as a whole");
    }

    @Override
    public List<String> list(String prefix) {
        throw new UnsupportedOperationException("a section is one object");
    }

    @Override
    public void delete(String name) {
        throw new UnsupportedOperationException("a section goes with its segment");
    }
}
