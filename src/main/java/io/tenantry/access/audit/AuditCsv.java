package io.tenantry.access.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.provisioning.export.CsvFields;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries of the audit log as lines of CSV. */
@ApplicationScoped
class AuditCsv {
    private static final List<@Nullable String> HEADER =
            List.of(
                    "id",
                    "at",
                    "actor",
                    "actor_name",
                    "actor_email",
                    "address",
                    "action",
                    "subject",
                    "before",
                    "after");

    private final ObjectMapper json;

    AuditCsv(ObjectMapper json) {
        this.json = json;
    }

    String header() {
        return CsvFields.line(HEADER);
    }

    String line(AuditView entry) {
        return CsvFields.line(
                Arrays.asList(
                        entry.id(),
                        entry.at().toString(),
                        entry.actor(),
                        entry.actorName(),
                        entry.actorEmail(),
                        entry.address(),
                        entry.action(),
                        entry.subject(),
                        text(entry.before()),
                        text(entry.after())));
    }

    private @Nullable String text(@Nullable Object value) {
        try {
            return value == null ? null : json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an entry of the audit log is JSON", impossible);
        }
    }
}
