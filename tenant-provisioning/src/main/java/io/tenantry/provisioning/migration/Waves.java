package io.tenantry.provisioning.migration;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;

/** Who is migrated in which wave. */
final class Waves {
    private Waves() {}

    /**
     * The waves in their order, none of them empty: canaries first, then the others by percentages.
     * Who comes early does not depend on when a tenant was made, and is the same each time.
     */
    static List<List<Candidate>> of(List<Candidate> candidates, List<Integer> percentages) {
        List<List<Candidate>> waves = new ArrayList<>();
        waves.add(candidates.stream().filter(Candidate::canary).toList());
        List<Candidate> others =
                candidates.stream()
                        .filter(candidate -> !candidate.canary())
                        .sorted(
                                Comparator.comparingLong(Waves::draw)
                                        .thenComparing(Candidate::tenant))
                        .toList();
        int begin = 0;
        for (int percent : percentages) {
            // Rounded up, so that a small fleet has a first wave, too.
            int end = Math.toIntExact((others.size() * (long) percent + 99) / 100);
            waves.add(others.subList(begin, end));
            begin = end;
        }
        return waves.stream().filter(wave -> !wave.isEmpty()).toList();
    }

    private static long draw(Candidate candidate) {
        CRC32 checksum = new CRC32();
        checksum.update(candidate.tenant().getBytes(StandardCharsets.US_ASCII));
        return checksum.getValue();
    }
}
