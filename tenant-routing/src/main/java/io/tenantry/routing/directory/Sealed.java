package io.tenantry.routing.directory;

import java.util.Arrays;

/** A sealed secret as a value: equal by content, and never printed. */
public final class Sealed {
    private final byte[] bytes;

    public Sealed(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** A copy of the sealed form. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sealed that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Sealed[" + bytes.length + " bytes]";
    }
}
