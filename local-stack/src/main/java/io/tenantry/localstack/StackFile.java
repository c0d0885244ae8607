package io.tenantry.localstack;

import com.fasterxml.jackson.jr.ob.JSON;
import io.tenantry.localstack.StackException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A running stack's description as JSON, for other processes: {@code engine}, {@code controlPlane}
 * {{@code jdbcUrl}, {@code user}, {@code password}}, {@code servers} [{{@code name}, {@code host},
 * {@code port}, {@code adminUser}, {@code adminPassword}, {@code pid}}], {@code redis} {{@code
 * host}, {@code port}, {@code pid}} and {@code pid}. Only its owner reads it.
 */
final class StackFile {
    private static final JSON FORMAT = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT);

    private StackFile() {}

    /** Writes it in one step: a reader sees the whole file or none. */
    static void write(Path file, StackDescription stack) {
        try {
            Secrets.publish(file, List.of(FORMAT.asString(json(stack))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads one.
     *
     * @throws StackException if it is not there or not a stack file
     */
    static StackDescription read(Path file) {
        try {
            return stack(JSON.std.mapFrom(Files.readString(file)));
        } catch (IOException | ClassCastException e) {
            throw new StackException(
                    Reason.FOLDER_UNUSABLE,
                    "Not the file of a running stack: %s (%s)".formatted(file, e),
                    e);
        }
    }

    private static Map<String, Object> json(StackDescription stack) {
        ControlPlane control = stack.controlPlane();
        Redis redis = stack.redis();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("engine", stack.engine().toString());
        json.put(
                "controlPlane",
                ordered(
                        "jdbcUrl", control.jdbcUrl(),
                        "user", control.user(),
                        "password", control.password()));
        json.put("servers", stack.servers().stream().map(StackFile::json).toList());
        json.put("redis", ordered("host", redis.host(), "port", redis.port(), "pid", redis.pid()));
        json.put("pid", stack.pid());
        return json;
    }

    private static Map<String, Object> json(DatabaseServer server) {
        return ordered(
                "name", server.name(),
                "host", server.host(),
                "port", server.port(),
                "adminUser", server.adminUser(),
                "adminPassword", server.adminPassword(),
                "pid", server.pid());
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            json.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return json;
    }

    private static StackDescription stack(Map<String, Object> json) {
        Engine engine = Engine.named(text(json, "engine"));
        Map<String, Object> control = object(required(json, "controlPlane"));
        Map<String, Object> redis = object(required(json, "redis"));
        List<DatabaseServer> servers =
                ((List<?>) required(json, "servers"))
                        .stream().map(server -> server(engine, object(server))).toList();
        return new StackDescription(
                engine,
                new ControlPlane(
                        text(control, "jdbcUrl"), text(control, "user"), text(control, "password")),
                servers,
                new Redis(text(redis, "host"), (int) number(redis, "port"), number(redis, "pid")),
                number(json, "pid"));
    }

    private static DatabaseServer server(Engine engine, Map<String, Object> json) {
        return new DatabaseServer(
                text(json, "name"),
                engine,
                text(json, "host"),
                (int) number(json, "port"),
                text(json, "adminUser"),
                text(json, "adminPassword"),
                number(json, "pid"));
    }

    @SuppressWarnings("unchecked") // a JSON object's names are strings
    private static Map<String, Object> object(Object json) {
        return (Map<String, Object>) json;
    }

    private static String text(Map<String, Object> json, String name) {
        return (String) required(json, name);
    }

    private static long number(Map<String, Object> json, String name) {
        return ((Number) required(json, name)).longValue();
    }

    private static Object required(Map<String, Object> json, String name) {
        Object value = json.get(name);
        if (value == null) {
            throw new ClassCastException("no " + name);
        }
        return value;
    }
}
