package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.store.StoreFailedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** What it means that an archive could not be written or read. */
final class ArchiveProblems {
    private ArchiveProblems() {}

    static ProvisioningException writing(IOException failure) {
        return failed("cannot be written to", failure);
    }

    static ProvisioningException reading(IOException failure) {
        return switch (failure) {
            case StoreFailedException e -> failed("cannot be read", e);
            case NoSuchFileException e -> damaged("an object of it is missing", e);
            // Whoever read it was broken off; that says nothing of what is stored.
            case ClosedChannelException e -> failed("was not read to its end", e);
            case InterruptedIOException e -> failed("was not read to its end", e);
            case IOException e when Thread.currentThread().isInterrupted() ->
                    failed("was not read to its end", e);
            // What does not open under its key, or is no text of rows when it is open.
            default -> damaged("an object of it is not what was written", failure);
        };
    }

    static ProvisioningException damaged(String how, @Nullable Throwable cause) {
        return new ProvisioningException(
                Reason.BACKUP_DAMAGED,
                "the backup is damaged: %s; use another, and look at the store".formatted(how),
                cause);
    }

    static ProvisioningException unknownFormat(int format) {
        return new ProvisioningException(
                Reason.BACKUP_FORMAT_UNKNOWN,
                "the backup is of format %d, and this release reads formats up to %d; use the release that made it, or a newer one"
                        .formatted(format, Manifest.NEWEST));
    }

    private static ProvisioningException failed(String how, IOException failure) {
        return new ProvisioningException(
                Reason.BACKUP_STORE_FAILED,
                "the store of backups %s: %s; check that it is there and has room"
                        .formatted(how, failure.getMessage()),
                failure);
    }
}
