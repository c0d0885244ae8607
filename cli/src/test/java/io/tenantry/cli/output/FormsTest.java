package io.tenantry.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class FormsTest {
    private final Document document =
            new Document()
                    .with("slug", "acme")
                    .with("name", "Ann \"&\" Bob:\n# one")
                    .with("plan", null)
                    .with("word", "no")
                    .with("digits", "0123")
                    .with("rows", 42L)
                    .with("ready", true)
                    .with("at", Instant.parse("2026-11-24T10:32:05Z"))
                    .with("tags", Map.of())
                    .with(
                            "steps",
                            List.of(new Document().with("name", "place").with("attempts", 1)))
                    .with("none", List.of());

    @Test
    void jsonIsReadBackAsItWas() {
        assertThat(Json.of(document.fields()))
                .contains("\"name\": \"Ann \\\"&\\\" Bob:\\n# one\"")
                .contains("\"plan\": null")
                .contains("\"tags\": {}")
                .contains("\"at\": \"2026-11-24T10:32:05Z\"");
    }

    @Test
    void yamlIsReadBackAsItWas() {
        assertThat(readYaml(io.tenantry.cli.output.Yaml.of(document.fields())))
                .isEqualTo(readYaml(Json.of(document.fields())));
        assertThat(io.tenantry.cli.output.Yaml.of(document.fields()))
                .contains("slug: acme\n")
                .contains("word: \"no\"\n")
                .contains("- name: place\n");
    }

    @Test
    void anyTextSurvivesBothForms() {
        Random random = new Random(20261126);
        for (int round = 0; round < 2_000; round++) {
            String text = text(random);
            Map<String, Object> fields = Map.of("text", text, "list", List.of(text));

            assertThat(readYaml(io.tenantry.cli.output.Yaml.of(fields)))
                    .as("round %d", round)
                    .isEqualTo(fields);
            assertThat(readYaml(Json.of(fields))).as("round %d", round).isEqualTo(fields);
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        String odd = " :#-'\"\\\n\t,[]{}&*!|>%@`?=~0e.\u00e4\u4e2d\u2028\u007f\u0001";
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            text.append(
                    random.nextBoolean()
                            ? odd.charAt(random.nextInt(odd.length()))
                            : (char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    private static Object readYaml(String text) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }

    @Test
    void tableIsAlignedAndShowsWhatIsNotThereAsADash() {
        String table =
                TextTable.of(
                        List.of(
                                new Column<String>("NAME", name -> name),
                                new Column<String>(
                                        "LENGTH", name -> name.isEmpty() ? null : name.length())),
                        List.of("acme", "", "long\nname"));

        assertThat(table)
                .isEqualTo(
                        """
                        NAME       LENGTH
                        acme       4
                                   -
                        long name  9\
                        """);
    }

    @Test
    void oneThingIsATableOfItsFields() {
        assertThat(TextTable.of(document))
                .contains("slug          acme\n")
                .contains("plan          -\n")
                .contains("steps\n  1\n    name      place\n");
    }

    @Test
    void sizesAreReadable() {
        assertThat(Sizes.of(1023L)).isEqualTo("1023 B");
        assertThat(Sizes.of(64L << 20)).isEqualTo("64.0 MiB");
        assertThat(Sizes.of(null)).isNull();
    }
}
