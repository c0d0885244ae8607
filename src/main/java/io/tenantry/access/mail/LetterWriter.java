package io.tenantry.access.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.util.Map;

/** Writes letters out: as text, and as HTML with every value escaped. */
@Singleton
class LetterWriter {
    private final Texts texts;
    private final Template text;
    private final Template html;

    LetterWriter(
            Texts texts,
            @Location("letter.txt") Template text,
            @Location("letter.html") Template html) {
        this.texts = texts;
        this.text = text;
        this.html = html;
    }

    Mail write(Letter letter, String recipient, Language language, Map<String, String> values) {
        Written written = new Written(texts, letter, language, values);
        // A line break in a subject would begin another header.
        String subject = written.part("subject").replaceAll("\\p{Cntrl}+", " ").strip();
        return new Mail()
                .addTo(recipient)
                .setSubject(subject)
                .setText(filled(text, written, subject))
                .setHtml(filled(html, written, subject));
    }

    private static String filled(Template template, Written written, String subject) {
        TemplateInstance instance =
                template.data("subject", subject)
                        .data("language", written.language().tag())
                        .data("text", written.part("text"))
                        .data("action", written.part("action"))
                        .data("note", written.part("note"))
                        .data("link", written.values().getOrDefault("link", ""));
        return instance.render();
    }

    private record Written(
            Texts texts, Letter letter, Language language, Map<String, String> values) {
        String part(String part) {
            return texts.of(letter, part, language, values);
        }
    }
}
