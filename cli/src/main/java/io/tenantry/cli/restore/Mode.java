package io.tenantry.cli.restore;

import io.tenantry.provisioning.restore.RestoreMode;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where a tenant's past goes, by the names that the API has. */
enum Mode {
    SIDE_BY_SIDE,
    IN_PLACE,
    LOST_SERVER,
    NEW_TENANT;

    /** How provisioning does it; null for a tenant of its own. */
    @Nullable RestoreMode restore() {
        return switch (this) {
            case SIDE_BY_SIDE -> RestoreMode.SIDE_BY_SIDE;
            case IN_PLACE -> RestoreMode.IN_PLACE;
            case LOST_SERVER -> RestoreMode.LOST_SERVER;
            case NEW_TENANT -> null;
        };
    }

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
                                    "'%s' is none of side-by-side, in-place, lost-server, new-tenant"
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
