package io.tenantry.provisioning.tenant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** Slugs that no tenant may have; the list is a resource beside this class. */
public final class ReservedSlugs {
    private static final String RESOURCE = "reserved-slugs.txt";
    private static final Set<String> SLUGS = read();

    private ReservedSlugs() {}

    /** Whether it is one of them. */
    public static boolean contains(String slug) {
        return SLUGS.contains(slug);
    }

    private static Set<String> read() {
        try (InputStream in = ReservedSlugs.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + RESOURCE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
