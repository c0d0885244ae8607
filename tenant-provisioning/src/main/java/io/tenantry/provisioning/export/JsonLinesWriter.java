package io.tenantry.provisioning.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON Lines: an object a row, a row a line. Numbers are written with all their digits. */
final class JsonLinesWriter implements RowWriter {
    private static final JsonFactory JSON =
            new JsonFactoryBuilder()
                    .rootValueSeparator("\n")
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .build();

    private final List<ExportedColumn> columns;
    private final List<SerializableString> names;
    private final JsonGenerator json;
    private boolean hasRows;

    /**
     * @param out stays open
     */
    JsonLinesWriter(ExportedTable table, OutputStream out) throws IOException {
        this.columns = table.columns();
        this.names =
                columns.stream()
                        .<SerializableString>map(column -> new SerializedString(column.name()))
                        .toList();
        this.json = JSON.createGenerator(out);
    }

    @Override
    public void write(byte[] @Nullable [] words) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < words.length; i++) {
            byte[] word = words[i];
            ColumnForm form = columns.get(i).form();
            if (word != null) {
                json.writeFieldName(names.get(i));
                value(form, word);
            } else if (form != ColumnForm.JSON) {
                json.writeFieldName(names.get(i));
                json.writeNull();
            }
        }
        json.writeEndObject();
        hasRows = true;
    }

    private void value(ColumnForm form, byte[] word) throws IOException {
        switch (form) {
            case INTEGER, DECIMAL, FLOAT, DOUBLE ->
                    json.writeNumber(new String(word, StandardCharsets.US_ASCII));
            case CHOICES -> choices(word);
            case JSON -> {
                // Where the database does not check, there may be anything.
                if (CompactJson.of(word).isPresent()) {
                    json.writeRawValue(new String(word, StandardCharsets.UTF_8));
                } else {
                    json.writeUTF8String(word, 0, word.length);
                }
            }
            default -> json.writeUTF8String(word, 0, word.length);
        }
    }

    private void choices(byte[] word) throws IOException {
        json.writeStartArray();
        if (word.length > 0) {
            for (String choice : new String(word, StandardCharsets.UTF_8).split(",", -1)) {
                json.writeString(choice);
            }
        }
        json.writeEndArray();
    }

    @Override
    public void end() throws IOException {
        if (hasRows) {
            json.writeRaw('\n');
        }
        json.close();
    }
}
