package io.tenantry.cli.doctor;

import io.tenantry.cli.config.SettingNames;
import io.tenantry.cli.control.Control;
import io.tenantry.cli.output.Sizes;
import io.tenantry.provisioning.store.ObjectStore;
import io.tenantry.routing.Ulid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether backups can be written and read, and whether there is room for them. */
final class StoreHealth {
    private static final String CHECK = "backup-store";
    private static final double LEAST_FREE = 0.1;

    private StoreHealth() {}

    static List<Diagnosis> of(Control control) {
        Optional<ObjectStore> store = control.store();
        if (store.isEmpty()) {
            return List.of(
                    Diagnosis.warning(
                            CHECK,
                            "no store of backups is configured: there are no backups",
                            "Set %s on every replica.".formatted(SettingNames.BACKUPS)));
        }
        List<Diagnosis> found = new ArrayList<>();
        found.add(tried(store.get()));
        control.settings()
                .find(SettingNames.BACKUPS)
                .flatMap(StoreHealth::room)
                .ifPresent(found::add);
        return found;
    }

    /** Writes an object, reads it and removes it. */
    private static Diagnosis tried(ObjectStore store) {
        String probe = "doctor/" + Ulid.next();
        try {
            store.put(probe, out -> out.write(probe.getBytes(StandardCharsets.UTF_8)));
            try (InputStream in = store.get(probe)) {
                if (in.readAllBytes().length != probe.length()) {
                    return Diagnosis.error(
                            CHECK,
                            "what was written is not what is read",
                            "Find out what is wrong with the store.");
                }
            } finally {
                store.delete(probe);
            }
            return Diagnosis.well(CHECK, "takes, gives back and removes objects");
        } catch (IOException e) {
            return Diagnosis.error(
                    CHECK,
                    "cannot be worked with (%s: %s)"
                            .formatted(e.getClass().getSimpleName(), e.getMessage()),
                    "Check that it is there, that this user may write to it and that it is not full.");
        }
    }

    private static Optional<Diagnosis> room(String where) {
        Path folder = Path.of(where);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try {
            FileStore disk = Files.getFileStore(folder);
            String free =
                    "%s of %s are free"
                            .formatted(
                                    Sizes.of(disk.getUsableSpace()),
                                    Sizes.of(disk.getTotalSpace()));
            return Optional.of(
                    disk.getUsableSpace() < LEAST_FREE * disk.getTotalSpace()
                            ? Diagnosis.warning("backup-disk", free, "Make room, or prune backups.")
                            : Diagnosis.well("backup-disk", free));
        } catch (IOException e) {
            return Optional.of(
                    Diagnosis.error(
                            "backup-disk", String.valueOf(e.getMessage()), "Check the disk."));
        }
    }
}
