package io.tenantry.cli.doctor;

import io.tenantry.cli.output.Column;
import io.tenantry.cli.output.Document;
import io.tenantry.cli.output.Shape;
import io.tenantry.provisioning.check.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check found.
 *
 * @param check what was looked at
 * @param found what it is
 * @param advice what to do; null if all is well
 */
record Diagnosis(String check, Severity severity, String found, @Nullable String advice) {
    static final Shape<Diagnosis> SHAPE =
            new Shape<>(
                    Diagnosis::document,
                    List.of(
                            new Column<>("CHECK", Diagnosis::check),
                            new Column<>("STATE", diagnosis -> diagnosis.severity().code()),
                            new Column<>("FOUND", Diagnosis::found),
                            new Column<>("WHAT TO DO", Diagnosis::advice)));

    static Diagnosis well(String check, String found) {
        return new Diagnosis(check, Severity.OK, found, null);
    }

    static Diagnosis warning(String check, String found, String advice) {
        return new Diagnosis(check, Severity.WARNING, found, advice);
    }

    static Diagnosis error(String check, String found, @Nullable String advice) {
        return new Diagnosis(check, Severity.ERROR, found, advice);
    }

    private Document document() {
        return new Document()
                .with("check", check)
                .with("severity", severity.code())
                .with("found", found)
                .with("advice", advice);
    }
}
