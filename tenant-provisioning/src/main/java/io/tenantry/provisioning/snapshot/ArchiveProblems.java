package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.store.StoreFailedException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

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
            // What does not open under its key, or is no text of rows when it is open.
            default -> damaged("an object of it is not what was written", failure);
        };
    }

    static ProvisioningException damaged(String how, Throwable cause) {
        return new ProvisioningException(
                Reason.BACKUP_DAMAGED,
                "the backup is damaged: %s; use another, and look at the store".formatted(how),
                cause);
    }

    private static ProvisioningException failed(String how, IOException failure) {
        return new ProvisioningException(
                Reason.BACKUP_STORE_FAILED,
                "the store of backups %s: %s; check that it is there and has room"
                        .formatted(how, failure.getMessage()),
                failure);
    }
}
