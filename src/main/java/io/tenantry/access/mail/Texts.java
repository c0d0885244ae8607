package io.tenantry.access.mail;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of letters in all languages, from {@code mails/LANGUAGE.properties}. */
@Singleton
class Texts {
    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

    private final Map<Language, Properties> texts = new EnumMap<>(Language.class);

    Texts() {
        for (Language language : Language.values()) {
            texts.put(language, load("/mails/" + language.tag() + ".properties"));
        }
    }

    /**
     * A text of a letter.
     *
     * @param part subject, text, action or note
     * @param values what stands where the text names it
     * @throws IllegalStateException if there is no such text, or it names what there is no value of
     */
    String of(Letter letter, String part, Language language, Map<String, String> values) {
        String key = letter.key() + "." + part;
        String text = Objects.requireNonNull(texts.get(language)).getProperty(key);
        if (text == null) {
            throw new IllegalStateException("no text %s in %s".formatted(key, language.tag()));
        }
        return NAME.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(value(key, found.group(1), values)));
    }

    private static String value(String key, String name, Map<String, String> values) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("%s names %s, which has no value".formatted(key, name));
        }
        return value;
    }

    private static Properties load(String path) {
        try (InputStream in = Texts.class.getResourceAsStream(path)) {
            Properties loaded = new Properties();
            loaded.load(
                    new InputStreamReader(
                            Objects.requireNonNull(in, path), StandardCharsets.UTF_8));
            return loaded;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
