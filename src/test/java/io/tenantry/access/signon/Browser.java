package io.tenantry.access.signon;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Somebody's browser: it keeps cookies, follows what it is told, and fills in forms. */
final class Browser {
    static final String COOKIE = "tenantry-sign-on";

    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");
    private static final String FLOW = "/api/v1/auth/sign-on/";

    /** Of the provider, kept by hand: it asks for TLS, which there is none of here. */
    private final Map<String, String> theirs = new HashMap<>();

    private @Nullable String ours;

    /** Takes a cookie of this service that it was given otherwise. */
    Browser holding(String cookie) {
        ours = cookie;
        return this;
    }

    @Nullable String cookie() {
        return ours;
    }

    /** Begins at this service; answers where the provider is. */
    URI begin(String organisation) {
        Response answer = call().get(FLOW + organisation);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(303);
        keep(answer);
        return URI.create(answer.header("Location"));
    }

    /** Signs in at a Keycloak; answers where it sends the browser back to. */
    URI signInAt(URI keycloak, String name, String password) {
        HttpResponse<String> page = send(HttpRequest.newBuilder(keycloak).GET());
        if (page.statusCode() == 302) {
            return URI.create(page.headers().firstValue("Location").orElseThrow());
        }
        Matcher form = FORM.matcher(page.body());
        assertThat(form.find()).as(page.body()).isTrue();
        HttpResponse<String> answer =
                send(
                        HttpRequest.newBuilder(URI.create(form.group(1).replace("&amp;", "&")))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        BodyPublishers.ofString(
                                                "username="
                                                        + name
                                                        + "&password="
                                                        + encoded(password))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    /** Comes back to this service, as a client that accepts no pages. */
    Response comeBack(URI address) {
        return comeBack(address, "application/json");
    }

    Response comeBack(URI address, String accept) {
        Response answer =
                call().accept(accept)
                        .urlEncodingEnabled(false)
                        .get(address.getRawPath() + "?" + address.getRawQuery());
        keep(answer);
        return answer;
    }

    /** Comes back with an answer that a provider might have sent. */
    Response comeBack(URI sentTo, Map<String, String> answer) {
        Map<String, String> asked = query(sentTo);
        Map<String, String> all = new LinkedHashMap<>();
        all.put("state", asked.getOrDefault("state", ""));
        all.putAll(answer);
        String query =
                all.entrySet().stream()
                        .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                        .collect(Collectors.joining("&"));
        return comeBack(URI.create(asked.get("redirect_uri") + "?" + query));
    }

    /** Changes the code that it came back with for tokens. */
    ValidatableResponse complete(String code) {
        return complete(Map.of("code", code));
    }

    ValidatableResponse complete(Map<String, String> body) {
        return call().contentType("application/json").body(body).post(FLOW + "complete").then();
    }

    /** The secret that the console's page is handed. */
    static String handed(Response landed) {
        assertThat(landed.statusCode()).as(landed.asString()).isEqualTo(303);
        String address = landed.header("Location");
        assertThat(address).contains("#token=");
        return address.substring(address.indexOf("#token=") + 7);
    }

    private RequestSpecification call() {
        RequestSpecification call = given().redirects().follow(false);
        return ours == null ? call : call.cookie(COOKIE, ours);
    }

    private void keep(Response answer) {
        String given = answer.cookie(COOKIE);
        if (given != null) {
            ours = given;
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        if (!theirs.isEmpty()) {
            request.header(
                    "Cookie",
                    theirs.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(this::keepTheirs);
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keepTheirs(String header) {
        String pair = header.substring(0, header.indexOf(';'));
        theirs.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }

    static Map<String, String> query(URI address) {
        Map<String, String> query = new HashMap<>();
        for (String pair : address.getRawQuery().split("&", -1)) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
