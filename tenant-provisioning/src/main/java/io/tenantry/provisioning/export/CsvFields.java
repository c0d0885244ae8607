package io.tenantry.provisioning.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fields of CSV (RFC 4180). What somebody typed and a spreadsheet would take for a formula gets an
 * apostrophe before it; so does what begins with an apostrophe, so that taking one away gives back
 * what was there.
 */
public final class CsvFields {
    private static final List<byte[]> FULL_WIDTH =
            List.of(utf8("\uff1d"), utf8("\uff0b"), utf8("\uff0d"), utf8("\uff20"));

    private CsvFields() {}

    /** A row with its end; null is an empty field without quotes. */
    public static String line(List<@Nullable String> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            for (int i = 0; i < fields.size(); i++) {
                if (i > 0) {
                    out.write(',');
                }
                String field = fields.get(i);
                if (field != null) {
                    quote(out, utf8(field), true);
                }
            }
            out.write('\r');
            out.write('\n');
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /**
     * Writes a field in quotes.
     *
     * @param isTyped whether somebody may have typed it, so that it may be no formula
     */
    static void quote(OutputStream out, byte[] text, boolean isTyped) throws IOException {
        out.write('"');
        if (isTyped && beginsLikeAFormula(text)) {
            out.write('\'');
        }
        int from = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '"') {
                // What is written next begins with this very quote.
                out.write(text, from, i + 1 - from);
                from = i;
            }
        }
        out.write(text, from, text.length - from);
        out.write('"');
    }

    private static boolean beginsLikeAFormula(byte[] text) {
        if (text.length == 0) {
            return false;
        }
        return switch (text[0]) {
            case '=', '+', '-', '@', '\t', '\r', '\n', '\'' -> true;
            // Spreadsheets for East Asia take the wide forms for the narrow ones.
            case (byte) 0xef -> FULL_WIDTH.stream().anyMatch(wide -> begins(text, wide));
            default -> false;
        };
    }

    private static boolean begins(byte[] text, byte[] with) {
        return text.length >= with.length
                && Arrays.equals(text, 0, with.length, with, 0, with.length);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
