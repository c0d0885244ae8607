package io.tenantry.access.department;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A department in the body of a change, where null is a choice, too: none. A field that is absent
 * is no choice, and read as null itself.
 *
 * @param id of the department, or null for none
 */
@Schema(
        name = "DepartmentChoice",
        type = SchemaType.STRING,
        nullable = true,
        description = "A department's id; null for none",
        examples = "01JQ5Z7Z0N8V6W4X2Y0A1B3C5D")
@JsonDeserialize(using = DepartmentChoice.Reader.class)
public record DepartmentChoice(@Nullable String id) {
    /** Tells null from nothing. */
    static final class Reader extends StdDeserializer<@Nullable DepartmentChoice> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(DepartmentChoice.class);
        }

        @Override
        public DepartmentChoice deserialize(JsonParser json, DeserializationContext context)
                throws IOException {
            return new DepartmentChoice(context.readValue(json, String.class));
        }

        @Override
        public DepartmentChoice getNullValue(DeserializationContext context) {
            return new DepartmentChoice(null);
        }

        @Override
        public @Nullable DepartmentChoice getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
