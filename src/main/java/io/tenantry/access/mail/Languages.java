package io.tenantry.access.mail;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses the language of a mail. */
@Singleton
public class Languages {
    private final Language otherwise;

    Languages(MailConfig config) {
        this.otherwise = Language.of(config.language()).orElse(Language.ENGLISH);
    }

    /** The first of these that is one; else that of the installation. */
    public Language first(@Nullable String... tags) {
        return Arrays.stream(tags)
                .map(Language::of)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(otherwise);
    }

    /** The one that a browser likes best; else that of the installation. */
    public Language accepted(@Nullable String header) {
        return Language.accepted(header).orElse(otherwise);
    }
}
