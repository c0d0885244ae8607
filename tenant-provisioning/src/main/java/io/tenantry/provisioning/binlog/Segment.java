package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.snapshot.LogPosition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A part of a server's log, archived.
 *
 * @param number 1 and up within the stream, each from where the one before ends
 * @param file one; where it is the file's last, {@code nextFile} says which comes next
 * @param fileStamp when the server began the file, in seconds: tells files of one name apart
 * @param resumePosition where the transaction begins that is open at its end, else its end
 * @param resumeSkip how many events from there are archived
 * @param object in the store; null if no tenant's database was changed
 */
record Segment(
        String stream,
        long number,
        String file,
        long fileStamp,
        long first,
        long last,
        @Nullable String nextFile,
        long resumePosition,
        long resumeSkip,
        @Nullable Instant firstCommit,
        @Nullable Instant lastCommit,
        @Nullable String object,
        long bytes) {

    /** Where the next segment begins. */
    LogPosition end() {
        return nextFile == null ? new LogPosition(file, last) : new LogPosition(nextFile, START);
    }

    /** Where reading begins again. */
    LogPosition resume() {
        return nextFile == null ? new LogPosition(file, resumePosition) : end();
    }

    /** The same up to where another ends that holds nothing of a tenant's. */
    Segment upTo(Segment empty) {
        return new Segment(
                stream,
                number,
                file,
                fileStamp,
                first,
                empty.last,
                empty.nextFile,
                empty.resumePosition,
                empty.resumeSkip,
                firstCommit,
                lastCommit,
                object,
                bytes);
    }

    /** The same, stored. */
    Segment in(String storedObject, long storedBytes) {
        return new Segment(
                stream,
                number,
                file,
                fileStamp,
                first,
                last,
                nextFile,
                resumePosition,
                resumeSkip,
                firstCommit,
                lastCommit,
                storedObject,
                storedBytes);
    }

    /** Behind the four bytes with which each file begins. */
    static final long START = 4;
}
