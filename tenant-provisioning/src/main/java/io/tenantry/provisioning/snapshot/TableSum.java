package io.tenantry.provisioning.snapshot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What the rows of a table come to, in whatever order they are read: two tables of one definition
 * with the same sum hold the same rows, unless somebody took pains that they do not.
 *
 * @param rows how many
 * @param low sums of the two halves of 128-bit hashes of the rows, as {@code high}
 */
record TableSum(long rows, long low, long high) {
    static final TableSum NONE = new TableSum(0, 0, 0);

    /** Of the rows of both. */
    TableSum plus(TableSum other) {
        return new TableSum(rows + other.rows, low + other.low, high + other.high);
    }

    /** Adds rows up by MurmurHash3 (128 bits, x64); for use by one thread. */
    static final class Adder {
        private static final VarHandle LONGS =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
        private static final long C1 = 0x87c37b91114253d5L;
        private static final long C2 = 0x4cf5ad432745937fL;
        private static final int BLOCK = 16;

        private long rows;
        private long low;
        private long high;

        /**
         * Adds a row.
         *
         * @param bytes that hold it, as the server sent it
         */
        void add(byte[] bytes, int from, int length) {
            long h1 = 0;
            long h2 = 0;
            int end = from + (length & -BLOCK);
            for (int i = from; i < end; i += BLOCK) {
                h1 = Long.rotateLeft(h1 ^ mixed1((long) LONGS.get(bytes, i)), 27) + h2;
                h1 = h1 * 5 + 0x52dce729;
                h2 = Long.rotateLeft(h2 ^ mixed2((long) LONGS.get(bytes, i + 8)), 31) + h1;
                h2 = h2 * 5 + 0x38495ab5;
            }
            int left = length & (BLOCK - 1);
            h2 ^= mixed2(tail(bytes, end + 8, left - 8));
            h1 ^= mixed1(tail(bytes, end, Math.min(left, 8)));
            h1 ^= length;
            h2 ^= length;
            h1 += h2;
            h2 += h1;
            h1 = finished(h1);
            h2 = finished(h2);
            rows++;
            low += h1 + h2;
            high += h1 + h2 + h2;
        }

        private static long tail(byte[] bytes, int from, int length) {
            long tail = 0;
            for (int i = length - 1; i >= 0; i--) {
                tail = (tail << 8) | (bytes[from + i] & 0xff);
            }
            return tail;
        }

        private static long mixed1(long k) {
            return Long.rotateLeft(k * C1, 31) * C2;
        }

        private static long mixed2(long k) {
            return Long.rotateLeft(k * C2, 33) * C1;
        }

        private static long finished(long hash) {
            long h = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
            h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
            return h ^ (h >>> 33);
        }

        TableSum sum() {
            return new TableSum(rows, low, high);
        }
    }
}
