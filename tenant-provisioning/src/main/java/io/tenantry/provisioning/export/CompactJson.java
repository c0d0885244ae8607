package io.tenantry.provisioning.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/** JSON on one line: MariaDB keeps what was entered, line breaks included. */
final class CompactJson {
    private static final int NO_LIMIT = Integer.MAX_VALUE;
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(NO_LIMIT)
                                    .maxNumberLength(NO_LIMIT)
                                    .maxStringLength(NO_LIMIT)
                                    .maxNameLength(NO_LIMIT)
                                    .build())
                    .streamWriteConstraints(
                            StreamWriteConstraints.builder().maxNestingDepth(NO_LIMIT).build())
                    .build();

    private CompactJson() {}

    /** The same document on one line; empty if it is not one JSON value and nothing else. */
    static Optional<byte[]> of(byte[] document) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(document.length);
        return copy(document, line) ? Optional.of(line.toByteArray()) : Optional.empty();
    }

    private static boolean copy(byte[] document, ByteArrayOutputStream line) {
        try (JsonParser from = JSON.createParser(document);
                JsonGenerator to = JSON.createGenerator(line)) {
            boolean hasValue = false;
            while (from.nextToken() != null) {
                if (hasValue && to.getOutputContext().inRoot()) {
                    return false;
                }
                copyToken(from, to);
                hasValue = true;
            }
            return hasValue;
        } catch (IOException e) {
            return false;
        }
    }

    /** Numbers in the words that they have: as a double they would lose digits. */
    private static void copyToken(JsonParser from, JsonGenerator to) throws IOException {
        if (from.currentToken().isNumeric()) {
            to.writeNumber(from.getText());
        } else {
            to.copyCurrentEvent(from);
        }
    }
}
