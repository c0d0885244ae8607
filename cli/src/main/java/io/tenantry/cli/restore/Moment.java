package io.tenantry.cli.restore;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a moment as operators write it: ISO 8601, with its offset from UTC. */
final class Moment implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
        try {
            return OffsetDateTime.parse(text.strip().replace(' ', 'T')).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'%s' is not a moment such as 2026-11-24T10:32:05Z or 2026-11-24T11:32:05+01:00"
                            .formatted(text));
        }
    }
}
