package io.tenantry.console;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers browsers that navigate, and what the page they get fetches. */
@Singleton
class ConsoleRoutes {
    /** Before the framework's own, which answer 404 for what they do not know. */
    private static final int ORDER = 100;

    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;
    private static final String PLACE_OF_NONCE = "__CSP_NONCE__";
    private static final String ASSETS = "/assets";
    private static final List<String> OF_THE_SERVER = List.of("/api", "/q", "/.well-known");
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    private final Console console;

    ConsoleRoutes(Console console) {
        this.console = console;
    }

    void serve(@Observes Router router) {
        router.route()
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .order(ORDER)
                .handler(this::answer);
    }

    private void answer(RoutingContext request) {
        String path = request.normalizedPath();
        String asked = Objects.requireNonNullElse(request.request().path(), "");
        Optional<ConsoleFile> file = console.file(path).filter(found -> path.equals(asked));
        if (OF_THE_SERVER.stream().anyMatch(ours -> isBelow(ours, path))) {
            request.next();
        } else if (file.isPresent()) {
            sendFile(request.request(), file.get(), isBelow(ASSETS, path));
        } else if (isBelow(ASSETS, path) || isBelow(ASSETS, asked)) {
            request.response().putHeader("Cache-Control", "no-store");
            request.fail(NOT_FOUND);
        } else if (path.equals("/") || isNavigation(request.request())) {
            console.page()
                    .ifPresentOrElse(
                            page -> sendPage(request.request(), page),
                            () -> sayThatThereIsNone(request));
        } else {
            request.next();
        }
    }

    private static boolean isBelow(String folder, String path) {
        return path.startsWith(folder)
                && (path.length() == folder.length() || path.charAt(folder.length()) == '/');
    }

    private static boolean isNavigation(HttpServerRequest request) {
        String accepted = request.getHeader("Accept");
        return accepted != null && accepted.contains("text/html");
    }

    private static void sendPage(HttpServerRequest request, String page) {
        String nonce = PageHeaders.nonce();
        PageHeaders.put(request.response().headers(), nonce);
        send(request, Buffer.buffer(page.replace(PLACE_OF_NONCE, nonce)));
    }

    private static void sendFile(HttpServerRequest request, ConsoleFile file, boolean forGood) {
        String encoding = file.encoding(request.getHeader("Accept-Encoding"));
        String tag = file.tag(encoding);
        HttpServerResponse response = request.response();
        response.putHeader("ETag", tag)
                .putHeader(
                        "Cache-Control",
                        forGood ? "public, max-age=31536000, immutable" : "public, max-age=3600")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (file.contents().size() > 1) {
            response.putHeader("Vary", "Accept-Encoding");
        }
        if (isKnown(request.getHeader("If-None-Match"), tag)) {
            response.setStatusCode(NOT_MODIFIED).end();
            return;
        }
        response.putHeader("Content-Type", file.mediaType());
        if (!encoding.equals(ConsoleFile.PLAIN)) {
            response.putHeader("Content-Encoding", encoding);
        }
        send(request, file.contents().getOrDefault(encoding, Buffer.buffer()));
    }

    /** A proxy that has compressed something makes the tag a weak one. */
    private static boolean isKnown(@Nullable String known, String tag) {
        return known != null
                && COMMA.splitAsStream(known.strip())
                        .anyMatch(each -> each.equals(tag) || each.equals("W/" + tag));
    }

    /** HEAD is told how long the contents are, and does not get them. */
    private static void send(HttpServerRequest request, Buffer contents) {
        HttpServerResponse response = request.response();
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader("Content-Length", String.valueOf(contents.length())).end();
        } else {
            response.end(contents);
        }
    }

    private static void sayThatThereIsNone(RoutingContext request) {
        if (!request.normalizedPath().equals("/")) {
            request.next();
            return;
        }
        request.response()
                .setStatusCode(NOT_FOUND)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .putHeader("Cache-Control", "no-store");
        send(
                request.request(),
                Buffer.buffer(
                        """
                        This server was built without the console.
                        Its API is described at /q/openapi and shown at /q/swagger-ui.
                        """));
    }
}
