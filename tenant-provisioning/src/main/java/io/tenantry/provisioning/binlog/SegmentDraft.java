package io.tenantry.provisioning.binlog;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A segment while events are sorted into it. */
final class SegmentDraft {
    private final Map<String, SectionBytes> sections = new LinkedHashMap<>();
    private final Map<String, Gap> gaps = new LinkedHashMap<>();
    private long bytes;
    private @Nullable Instant firstCommit;
    private @Nullable Instant lastCommit;

    void append(String database, SectionRecord record, LogEvent format) {
        SectionBytes section = sections.get(database);
        if (section == null) {
            section = new SectionBytes();
            sections.put(database, section);
            new SectionRecord.Format(format).appendTo(section);
        }
        long before = section.size();
        record.appendTo(section);
        bytes += section.size() - before;
    }

    /** Notes that something cannot be replayed; of one kind the first and the last are kept. */
    void add(Gap gap) {
        gaps.merge(
                gap.database() + "/" + gap.reason().code(),
                gap,
                (first, later) -> first.until(later.to()));
    }

    void committed(Instant at) {
        if (firstCommit == null) {
            firstCommit = at;
        }
        lastCommit = at;
    }

    /** What each database's section holds. */
    Map<String, SectionBytes> sections() {
        return sections;
    }

    Collection<Gap> gaps() {
        return gaps.values();
    }

    /** Of all sections together. */
    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return sections.isEmpty() && gaps.isEmpty();
    }

    @Nullable Instant firstCommit() {
        return firstCommit;
    }

    @Nullable Instant lastCommit() {
        return lastCommit;
    }
}
