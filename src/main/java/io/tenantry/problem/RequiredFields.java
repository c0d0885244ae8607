package io.tenantry.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Says which fields are always there and which may be null, so that generated clients need not ask.
 * Records know it: by {@code @Nullable}, and by what they leave out of JSON.
 *
 * <p>What callers have to send is said by what is validated; of that only what may be null is said
 * here.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class RequiredFields implements OASFilter {
    private static final DotName RECORD = DotName.createSimple(Record.class);
    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
    private static final DotName NAMED =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
    private static final DotName INCLUDE =
            DotName.createSimple(com.fasterxml.jackson.annotation.JsonInclude.class);
    private static final Set<String> COLLECTIONS =
            Set.of("java.util.List", "java.util.Set", "java.util.Map");
    private static final String SCHEMAS = "#/components/schemas/";

    private final IndexView index;

    /** The framework hands over what it knows of the classes. */
    public RequiredFields(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Map<String, Schema> schemas = api.getComponents().getSchemas();
        Set<String> sent = new HashSet<>();
        operations(api)
                .map(Operation::getRequestBody)
                .filter(Objects::nonNull)
                .forEach(body -> collect(body.getContent(), schemas, sent));
        Map<String, List<ClassInfo>> records =
                index.getAllKnownSubclasses(RECORD).stream()
                        .filter(type -> type.name().toString().startsWith("io.tenantry."))
                        .collect(Collectors.groupingBy(RequiredFields::nameInApi));
        schemas.forEach((name, schema) ->
                records.getOrDefault(name, List.of()).stream()
                        .filter(type -> isOf(type, schema))
                        .findFirst()
                        .ifPresent(type -> complete(schema, type, !sent.contains(name))));
    }

    private static Stream<Operation> operations(OpenAPI api) {
        return api.getPaths().getPathItems().values().stream()
                .map(PathItem::getOperations)
                .flatMap(calls -> calls.values().stream());
    }

    private static void collect(
            @Nullable Content content, Map<String, Schema> schemas, Set<String> found) {
        if (content != null) {
            content.getMediaTypes().values().stream()
                    .map(MediaType::getSchema)
                    .forEach(schema -> collect(schema, schemas, found));
        }
    }

    /** The names of all schemas that one is made of. */
    private static void collect(
            @Nullable Schema schema, Map<String, Schema> schemas, Set<String> found) {
        if (schema == null) {
            return;
        }
        String ref = schema.getRef();
        if (ref != null && found.add(ref.substring(SCHEMAS.length()))) {
            collect(schemas.get(ref.substring(SCHEMAS.length())), schemas, found);
        }
        collect(schema.getItems(), schemas, found);
        collect(schema.getAdditionalPropertiesSchema(), schemas, found);
        Stream.of(schema.getAllOf(), schema.getAnyOf(), schema.getOneOf())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .forEach(part -> collect(part, schemas, found));
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(field -> collect(field, schemas, found));
        }
    }

    private static String nameInApi(ClassInfo type) {
        AnnotationInstance named = type.declaredAnnotation(NAMED);
        return named == null || named.value("name") == null
                ? type.simpleName()
                : named.value("name").asString();
    }

    private static boolean isOf(ClassInfo type, Schema schema) {
        return schema.getProperties() != null
                && schema.getProperties().keySet().stream()
                        .allMatch(field -> type.field(field) != null);
    }

    private static void complete(Schema schema, ClassInfo type, boolean answer) {
        AnnotationInstance annotated = type.declaredAnnotation(INCLUDE);
        String include =
                annotated == null || annotated.value() == null
                        ? "ALWAYS"
                        : annotated.value().asEnum();
        Set<String> required =
                new TreeSet<>(schema.getRequired() == null ? List.of() : schema.getRequired());
        Map.copyOf(schema.getProperties())
                .forEach((name, field) -> {
                    FieldInfo component = type.field(name);
                    if (field.getRef() != null) {
                        // It says so of itself, and the framework does not always get it right.
                        field.setType(null);
                    }
                    boolean nullable = component.type().hasAnnotation(NULLABLE);
                    if (nullable && !(answer && include.startsWith("NON"))) {
                        schema.addProperty(name, orNull(field));
                    }
                    if (answer && isThere(component, nullable, include)) {
                        required.add(name);
                    }
                });
        if (!required.isEmpty()) {
            schema.setRequired(List.copyOf(required));
        }
    }

    private static boolean isThere(FieldInfo component, boolean nullable, String include) {
        return switch (include) {
            case "ALWAYS" -> true;
            case "NON_NULL" -> !nullable;
            default -> !nullable && !COLLECTIONS.contains(component.type().name().toString());
        };
    }

    private static Schema orNull(Schema field) {
        if (isAnything(field) || field.getAnyOf() != null) {
            return field;
        }
        if (field.getRef() != null || field.getEnumeration() != null) {
            return OASFactory.createSchema()
                    .addAnyOf(field)
                    .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
        }
        return field.getType().contains(SchemaType.NULL) ? field : field.addType(SchemaType.NULL);
    }

    private static boolean isAnything(Schema field) {
        return field.getType() == null
                && field.getRef() == null
                && field.getEnumeration() == null
                && field.getAnyOf() == null;
    }
}
