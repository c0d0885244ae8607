package io.tenantry.provisioning.password;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Passwords that were published, as the first bytes of their SHA-1 hashes, sorted: compact, and
 * found in a microsecond. The list that is shipped has five bytes each, so that one password in
 * some millions is taken for one of them; its origin stands in a README beside it.
 */
public final class BreachedPasswords {
    private static final String SHIPPED = "breached.sha1";
    private static final int SHIPPED_BYTES = 5;
    private static final int MOST_LINES = 20_000_000;

    /** As lists of breached passwords are published: the hash, and how often it was seen. */
    private static final Pattern HASH = Pattern.compile("([0-9A-Fa-f]{40})(:\\d+)?");

    private static final HexFormat HEX = HexFormat.of();

    private final long[] shipped;
    private final long[] more;

    private BreachedPasswords(long[] shipped, long[] more) {
        this.shipped = shipped;
        this.more = more;
    }

    /** Those that are shipped. */
    public static BreachedPasswords shipped() {
        return new BreachedPasswords(readShipped(), new long[0]);
    }

    /**
     * Those that are shipped, and more.
     *
     * @param file a line each, in UTF-8: a password, or a SHA-1 hash of one in hexadecimal with or
     *     without a colon and a number behind it; at most {@value #MOST_LINES} lines, which take
     *     eight bytes of memory each
     * @throws UncheckedIOException if the file cannot be read
     * @throws IllegalArgumentException if it has too many lines
     */
    public static BreachedPasswords shippedAnd(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            long[] hashes =
                    lines.filter(line -> !line.isBlank())
                            .limit(MOST_LINES + 1L)
                            .mapToLong(line -> prefix(hash(line.strip()), Long.BYTES))
                            .sorted()
                            .toArray();
            if (hashes.length > MOST_LINES) {
                throw new IllegalArgumentException(
                        "%s has more than %d lines".formatted(file, MOST_LINES));
            }
            return new BreachedPasswords(readShipped(), hashes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a password is one of them, as it is written. */
    boolean contains(String password) {
        byte[] hash = sha1(password);
        return Arrays.binarySearch(shipped, prefix(hash, SHIPPED_BYTES)) >= 0
                || Arrays.binarySearch(more, prefix(hash, Long.BYTES)) >= 0;
    }

    private static byte[] hash(String line) {
        return HASH.matcher(line).matches() ? HEX.parseHex(line, 0, 40) : sha1(line);
    }

    /** The first bytes as a number, which need not be positive. */
    private static long prefix(byte[] hash, int bytes) {
        return ByteBuffer.wrap(hash).getLong() >> (Long.SIZE - bytes * Byte.SIZE);
    }

    private static long[] readShipped() {
        try (InputStream file = BreachedPasswords.class.getResourceAsStream(SHIPPED)) {
            if (file == null) {
                throw new IllegalStateException(SHIPPED + " is not shipped");
            }
            byte[] all = file.readAllBytes();
            long[] prefixes = new long[all.length / SHIPPED_BYTES];
            for (int i = 0; i < prefixes.length; i++) {
                byte[] padded = new byte[Long.BYTES];
                System.arraycopy(all, i * SHIPPED_BYTES, padded, 0, SHIPPED_BYTES);
                prefixes[i] = prefix(padded, SHIPPED_BYTES);
            }
            // Signed numbers have another order than bytes.
            Arrays.sort(prefixes);
            return prefixes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sha1(String text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }
}
