package io.tenantry.cli.restore;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where a tenant's past goes, by the names that the API has. */
enum Mode {
    SIDE_BY_SIDE,
    IN_PLACE,
    NEW_TENANT;

    private String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads a name. */
    static final class Reader implements ITypeConverter<Mode> {
        @Override
        public Mode convert(String text) {
            return Arrays.stream(values())
                    .filter(mode -> mode.code().equals(text.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() ->
                            new TypeConversionException(
                                    "'%s' is none of side-by-side, in-place, new-tenant"
                                            .formatted(text)));
        }
    }

    /** The names, for completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(values()).map(Mode::code).iterator();
        }
    }
}
