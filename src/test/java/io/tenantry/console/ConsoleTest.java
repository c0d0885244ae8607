package io.tenantry.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tenantry.server.ServerTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServerTest
class ConsoleTest {
    /** As browsers send it when they navigate. */
    private static final String NAVIGATION =
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private static final Pattern SCRIPT = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"");
    private static final Pattern NONCE = Pattern.compile("'nonce-([A-Za-z0-9_-]{24})'");

    @ParameterizedTest
    @ValueSource(strings = {"/", "/t/acme/designs", "/sign-on", "/index.html", "/apis", "/t/a/x.y"})
    void whereverABrowserNavigatesItGetsThePage(String path) {
        navigate(path)
                .statusCode(200)
                .contentType("text/html;charset=utf-8")
                .header("Cache-Control", equalTo("no-store"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("X-Frame-Options", equalTo("DENY"))
                .header("Referrer-Policy", equalTo("same-origin"))
                .header("Cross-Origin-Opener-Policy", equalTo("same-origin"))
                .header("Permissions-Policy", containsString("camera=()"))
                .header("ETag", nullValue())
                .body(containsString("id=\"root\""));
    }

    @Test
    void stylesNeedANonceThatIsGoodOnce() {
        Response first = navigate("/").extract().response();
        String nonce = nonce(first);

        assertThat(first.asString()).contains(nonce).doesNotContain("__CSP_NONCE__");
        assertThat(nonce(navigate("/").extract().response())).isNotEqualTo(nonce);
        assertThat(first.header("Content-Security-Policy"))
                .contains(
                        "default-src 'none'",
                        "script-src 'self';",
                        "frame-ancestors 'none'",
                        "base-uri 'none'")
                .doesNotContain("unsafe-eval", "script-src 'self' ");
    }

    @Test
    void assetsAreKeptForAYearAndComeCompressed() {
        String script = script();

        ValidatableResponse answer =
                given().header("Accept-Encoding", "gzip")
                        .get(script)
                        .then()
                        .statusCode(200)
                        .contentType("text/javascript;charset=utf-8")
                        .header("Cache-Control", equalTo("public, max-age=31536000, immutable"))
                        .header("Content-Encoding", equalTo("gzip"))
                        .header("Vary", equalTo("Accept-Encoding"))
                        .header("X-Content-Type-Options", equalTo("nosniff"));
        given().header("Accept-Encoding", "gzip;q=0")
                .get(script)
                .then()
                .statusCode(200)
                .header("Content-Encoding", nullValue())
                .header("ETag", not(equalTo(answer.extract().header("ETag"))))
                .body(equalTo(answer.extract().asString()));
    }

    @Test
    void whatABrowserHasItDoesNotGetAgain() {
        String script = script();
        String tag = encoded().get(script).header("ETag");

        for (String known : new String[] {tag, "W/" + tag, "\"another\", " + tag}) {
            encoded()
                    .header("If-None-Match", known)
                    .get(script)
                    .then()
                    .statusCode(304)
                    .header("ETag", equalTo(tag))
                    .header("Cache-Control", containsString("immutable"))
                    .body(emptyString());
        }
        encoded().header("If-None-Match", "\"another\"").get(script).then().statusCode(200);
    }

    @Test
    void headTellsWhatThereIsAndSendsNothing() {
        String script = script();
        String length = encoded().get(script).header("Content-Length");

        encoded()
                .head(script)
                .then()
                .statusCode(200)
                .header("Content-Length", equalTo(length))
                .header("ETag", notNullValue());
        given().accept(NAVIGATION)
                .head("/t/acme")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", startsWith("default-src 'none'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/assets/gone-12345678.js", "/assets", "/assets/", "/assets/index.html"})
    void aMissingAssetIsMissing(String path) {
        for (String accepted : new String[] {"*/*", NAVIGATION}) {
            given().accept(accepted)
                    .get(path)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .header("Cache-Control", equalTo("no-store"))
                    .body("code", equalTo("not_found"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../index.html",
                "/assets/../../application.properties",
                "/assets/%2e%2e/index.html",
                "/assets/..%2f..%2fapplication.properties",
                "/assets/..\\application.properties",
                "/assets/%00"
            })
    void nothingElseIsReachedThroughAssets(String path) throws Exception {
        String answer = raw(path);

        assertThat(answer).matches("HTTP/1.1 40[04] .*");
    }

    @Test
    void whatIsNotTheConsolesIsAsItWas() {
        for (String path : new String[] {"/api/v1/nothing", "/q/nothing", "/.well-known/nothing"}) {
            navigate(path).statusCode(404).contentType(not(containsString("text/html")));
        }
        given().get("/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("not_found"));
        given().accept(NAVIGATION).post("/t/acme").then().statusCode(not(equalTo(200)));
        given().get("/q/health/live").then().statusCode(200);
        navigate("/q/openapi").statusCode(200).contentType(not(containsString("text/html")));
    }

    @Test
    void theIconIsAFile() {
        given().get("/favicon.svg")
                .then()
                .statusCode(200)
                .contentType(startsWith("image/svg+xml"))
                .header("Cache-Control", equalTo("public, max-age=3600"))
                .header("ETag", matchesPattern("\"[0-9a-f]{24}(-gzip)?\""));
    }

    /** Whoever opens thousands of addresses makes no thousands of time series. */
    @Test
    void pagesCountAsOneInTheMetrics() {
        navigate("/t/somewhere/special").statusCode(200);

        assertThat(given().get("/q/metrics").asString())
                .contains("uri=\"/{page}\"")
                .doesNotContain("somewhere");
    }

    private static ValidatableResponse navigate(String path) {
        return given().accept(NAVIGATION).get(path).then();
    }

    private static RequestSpecification encoded() {
        return given().header("Accept-Encoding", "gzip");
    }

    /** The first script of the page, whatever its name is in this build. */
    private static String script() {
        Matcher found = SCRIPT.matcher(navigate("/").extract().asString());
        assertThat(found.find()).as("the page has a script").isTrue();
        return found.group(1);
    }

    private static String nonce(Response page) {
        Matcher found = NONCE.matcher(page.header("Content-Security-Policy"));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    /** Clients tidy paths up before they send them. */
    private static String raw(String path) throws IOException {
        URI server = URI.create(RestAssured.baseURI);
        try (Socket socket = new Socket(server.getHost(), RestAssured.port)) {
            socket.getOutputStream()
                    .write(
                            ("GET "
                                            + path
                                            + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n"
                                            + "Connection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.UTF_8));
            try (BufferedReader answer =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.UTF_8))) {
                return String.valueOf(answer.readLine());
            }
        }
    }
}
