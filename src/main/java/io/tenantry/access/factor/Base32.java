package io.tenantry.access.factor;

/** The alphabet in which authenticators take keys (RFC 4648, section 6), without padding. */
final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    /**
     * Encodes bytes.
     *
     * @param alphabet 32 characters
     */
    static String encode(byte[] bytes, String alphabet) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int held = 0;
        for (byte each : bytes) {
            buffer = (buffer << Byte.SIZE) | (each & 0xff);
            held += Byte.SIZE;
            while (held >= BITS) {
                held -= BITS;
                text.append(alphabet.charAt((buffer >> held) & 0x1f));
            }
        }
        if (held > 0) {
            text.append(alphabet.charAt((buffer << (BITS - held)) & 0x1f));
        }
        return text.toString();
    }

    static String encode(byte[] bytes) {
        return encode(bytes, ALPHABET);
    }
}
