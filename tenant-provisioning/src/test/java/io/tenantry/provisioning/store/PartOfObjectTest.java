package io.tenantry.provisioning.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartOfObjectTest {
    @TempDir Path folder;
    private FolderStore store;

    @BeforeEach
    void anObject() throws IOException {
        store = new FolderStore(folder);
        store.put("a/b", out -> out.write("0123456789".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void aPartIsReadWithoutTheRest() throws IOException {
        assertEquals("3456", part(3, 4));
        assertEquals("0123456789", part(0, 10));
    }

    @Test
    void aPartEndsWhereTheObjectDoes() throws IOException {
        assertEquals("89", part(8, 100));
        assertEquals("", part(10, 1));
    }

    @Test
    void anObjectThatIsNotThereHasNoParts() {
        assertThrows(NoSuchFileException.class, () -> store.get("a/c", 0, 1));
    }

    private String part(long offset, long length) throws IOException {
        try (InputStream in = store.get("a/b", offset, length)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
