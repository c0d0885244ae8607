package io.tenantry.cli.doctor;

import io.tenantry.cli.config.SettingNames;
import io.tenantry.cli.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether the settings are there, and out of strangers' sight. */
final class SettingsHealth {
    private static final String CHECK = "settings";

    private SettingsHealth() {}

    static List<Diagnosis> of(Settings settings) {
        List<Diagnosis> found = new ArrayList<>();
        Path file = settings.file().orElse(null);
        if (file == null) {
            found.add(Diagnosis.well(CHECK, "no settings file; options and environment only"));
        } else if (isOpenToAll(file)) {
            found.add(
                    Diagnosis.warning(
                            CHECK,
                            file + " can be read by everybody on this machine",
                            "chmod o-r " + file));
        } else {
            found.add(Diagnosis.well(CHECK, file.toString()));
        }
        for (String name : List.of(SettingNames.URL, SettingNames.USER, SettingNames.MASTER_KEY)) {
            if (settings.find(name).isEmpty()) {
                found.add(
                        Diagnosis.error(
                                CHECK,
                                name + " is not set",
                                "Set it, or name the server's settings file with --config."));
            }
        }
        return found;
    }

    private static boolean isOpenToAll(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            return permissions.contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
