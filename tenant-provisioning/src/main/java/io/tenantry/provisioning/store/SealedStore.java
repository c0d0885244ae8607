package io.tenantry.provisioning.store;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Objects that are compressed (zstd) and then sealed under one key: AES-256-GCM in segments of 16
 * KiB, each object under a key of its own that is derived from the key and a salt (Tink's
 * AES-GCM-HKDF streaming). A segment that was changed, moved or left out, an object that ends
 * early, and one that was put in another's place do not open.
 */
public final class SealedStore {
    // Small, so that the JIT compiler soon meets the cipher often enough to use the processor's
    // own:
    // with segments of 1 MiB, sealing took as long as all the rest of a dump.
    private static final int SEGMENT = 1 << 14;
    private static final int KEY_BYTES = 32;
    // Rows become as small as with 3, in half the time.
    private static final int LEVEL = 1;

    private final ObjectStore store;
    private final AesGcmHkdfStreaming seal;

    /**
     * @param key 32 bytes from a good source of randomness
     */
    public SealedStore(ObjectStore store, byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key of backups has 32 bytes");
        }
        this.store = store;
        try {
            this.seal = new AesGcmHkdfStreaming(key, "HmacSha256", KEY_BYTES, SEGMENT, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no AES-GCM", e);
        }
    }

    /**
     * An object as it is stored.
     *
     * @param name in the store
     * @param sha256 of the bytes in the store, 64 hex digits: tells without the key whether they
     *     are what was written
     * @param bytes before compression
     * @param stored bytes in the store
     */
    public record Stored(String name, String sha256, long bytes, long stored) {}

    /** Writes an object, whole or not at all. */
    public Stored put(String name, ObjectStore.Content content) throws IOException {
        Writing writing = new Writing(name, content);
        store.put(name, writing);
        return writing.stored();
    }

    private final class Writing implements ObjectStore.Content {
        private final String name;
        private final ObjectStore.Content content;
        private final MessageDigest digest = sha256();
        private long bytes;
        private long stored;

        Writing(String name, ObjectStore.Content content) {
            this.name = name;
            this.content = content;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            Count below = new Count(new DigestOutputStream(out, digest));
            try (OutputStream packed =
                    new ZstdOutputStream(
                            seal.newEncryptingStream(below, associated(name)), LEVEL)) {
                Count plain = new Count(packed);
                content.writeTo(plain);
                plain.flush();
                bytes = plain.bytes;
            } catch (GeneralSecurityException e) {
                throw new IOException("sealing failed", e);
            }
            stored = below.bytes;
        }

        Stored stored() {
            return new Stored(name, HexFormat.of().formatHex(digest.digest()), bytes, stored);
        }
    }

    /**
     * Opens an object.
     *
     * @throws java.nio.file.NoSuchFileException if there is none of that name
     * @throws StoreFailedException also later, while it is read, if the store fails
     * @throws IOException also later, if it is not what was written under this key
     */
    public InputStream get(String name) throws IOException {
        return opened(new Reading(stored(name)), name);
    }

    /**
     * Reads all of an object, and compares it with what is known of it.
     *
     * @param into gets what is in it
     * @throws IOException as {@link #get}, and if it is another object than was written, even one
     *     that opens
     */
    public void verify(Stored known, OutputStream into) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream stored = new DigestInputStream(new Reading(stored(known.name())), digest);
                InputStream content = opened(stored, known.name())) {
            content.transferTo(into);
            stored.transferTo(OutputStream.nullOutputStream());
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(known.sha256())) {
            throw new IOException("object %s has another SHA-256".formatted(known.name()));
        }
    }

    private InputStream opened(InputStream stored, String name) throws IOException {
        try {
            return new ZstdInputStream(seal.newDecryptingStream(stored, associated(name)));
        } catch (GeneralSecurityException e) {
            stored.close();
            throw new IOException("opening failed", e);
        } catch (IOException e) {
            stored.close();
            throw e;
        }
    }

    private InputStream stored(String name) throws IOException {
        try {
            return store.get(name);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw new StoreFailedException(e);
        }
    }

    /** Tells what fails in the store from what does not open. */
    private static final class Reading extends FilterInputStream {
        Reading(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return in.read();
            } catch (IOException e) {
                throw new StoreFailedException(e);
            }
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return in.read(into, offset, length);
            } catch (IOException e) {
                throw new StoreFailedException(e);
            }
        }
    }

    private static byte[] associated(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Counts what goes through; closing it leaves what is below open. */
    private static final class Count extends FilterOutputStream {
        private long bytes;

        Count(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            bytes++;
        }

        @Override
        public void write(byte[] some, int from, int length) throws IOException {
            out.write(some, from, length);
            bytes += length;
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
