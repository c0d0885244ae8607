package io.tenantry.provisioning.snapshot;

import org.apache.commons.codec.digest.MurmurHash3;

/**
 * What the rows of a table come to, in whatever order they are read: two tables of one definition
 * with the same sum hold the same rows, unless somebody took pains that they do not.
 *
 * @param rows how many
 * @param low sums of the two halves of 128-bit hashes of the rows, as {@code high}
 */
record TableSum(long rows, long low, long high) {

    /** Adds rows up; for use by one thread. */
    static final class Adder {
        private long rows;
        private long low;
        private long high;

        /**
         * @param text a row, as {@link RowText} words it
         */
        void add(byte[] text, int from, int length) {
            long[] hash = MurmurHash3.hash128x64(text, from, length, 0);
            rows++;
            low += hash[0];
            high += hash[1];
        }

        TableSum sum() {
            return new TableSum(rows, low, high);
        }
    }
}
