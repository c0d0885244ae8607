package io.tenantry.provisioning.journal;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of a multi-row INSERT: one round trip instead of one a row. */
final class Placeholders {
    private Placeholders() {}

    /**
     * @param row one row, in which {@code %1$d} stands for its number from 0
     */
    static String rows(int count, String row) {
        return IntStream.range(0, count).mapToObj(row::formatted).collect(Collectors.joining(", "));
    }
}
