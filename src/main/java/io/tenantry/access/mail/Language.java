package io.tenantry.access.mail;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The languages that mails are written in. */
public enum Language {
    ENGLISH("en"),
    CHINESE("zh-CN");

    /** The forms in which the API takes and shows them. */
    public static final String TAGS = "en|zh-CN";

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** The tag as BCP 47 has it. */
    public String tag() {
        return tag;
    }

    /** The language of a tag; empty if there is none, or if mails are not written in it. */
    public static Optional<Language> of(@Nullable String tag) {
        return Arrays.stream(values()).filter(each -> each.tag.equals(tag)).findFirst();
    }

    /**
     * The language that a browser likes best.
     *
     * @param accepted the {@code Accept-Language} header, or null
     */
    public static Optional<Language> accepted(@Nullable String accepted) {
        return ranges(accepted)
                .map(Locale.LanguageRange::getRange)
                .flatMap(range ->
                        Arrays.stream(values())
                                .filter(each ->
                                        Locale.forLanguageTag(range)
                                                .getLanguage()
                                                .equals(
                                                        Locale.forLanguageTag(each.tag)
                                                                .getLanguage())))
                .findFirst();
    }

    private static Stream<Locale.LanguageRange> ranges(@Nullable String accepted) {
        try {
            return accepted == null
                    ? Stream.empty()
                    : Locale.LanguageRange.parse(accepted).stream();
        } catch (IllegalArgumentException notALanguage) {
            return List.<Locale.LanguageRange>of().stream();
        }
    }
}
