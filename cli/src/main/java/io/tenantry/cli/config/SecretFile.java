package io.tenantry.cli.config;

import io.tenantry.cli.CommandFailedException;
import io.tenantry.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that holds one secret and nothing else. */
public final class SecretFile {
    private SecretFile() {}

    /**
     * Reads the secret, without the white space around it.
     *
     * @throws CommandFailedException if it cannot be read
     */
    public static String read(Path path) {
        try {
            return Files.readString(path).strip();
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.CONFIGURATION,
                    "secret_unreadable",
                    "the file %s, which should hold a secret, cannot be read".formatted(path),
                    "Check its name, and that this user may read it.",
                    e);
        }
    }
}
