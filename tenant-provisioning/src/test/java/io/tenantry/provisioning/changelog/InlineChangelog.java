package io.tenantry.provisioning.changelog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A changelog that a test writes down. */
final class InlineChangelog {
    private InlineChangelog() {}

    /** The version of a formatted SQL changelog. */
    static String version(String text) {
        try {
            Path folder =
                    Path.of(
                            Objects.requireNonNull(
                                            InlineChangelog.class
                                                    .getClassLoader()
                                                    .getResource("changelog-tests"))
                                    .toURI());
            Path file = folder.resolve("inline.sql");
            Files.writeString(file, text);
            try {
                return TenantChangelog.read("changelog-tests/inline.sql").version();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
