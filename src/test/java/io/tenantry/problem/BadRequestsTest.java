package io.tenantry.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.tenantry.server.ServerTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What each kind of bad request is told. */
@ServerTest
class BadRequestsTest {
    private static final int MEBIBYTE = 1 << 20;

    @Test
    void aGoodRequestPasses() {
        post("{\"title\":\"coat\",\"pieces\":3,\"parts\":[]}").statusCode(200);
    }

    @Test
    void wrongValuesAreNamedByPointer() {
        problem(
                        post(
                                "{\"title\":\" \",\"pieces\":100,\"parts\":[{\"cloth\":\"wool\"},{\"cloth\":\"\"}]}"),
                        400,
                        "validation_failed")
                .body("errors.size()", equalTo(3))
                .body("errors.pointer", containsInAnyOrder("/title", "/pieces", "/parts/1/cloth"))
                .body("errors[0].detail", notNullValue());
    }

    @Test
    void aWrongParameterIsNamed() {
        problem(given().get("/test/echo?limit=101").then(), 400, "validation_failed")
                .body("errors[0].parameter", equalTo("limit"))
                .body("errors[0].pointer", nullValue());
    }

    @Test
    void anAbsentBodyIsAFaultOfTheWholeBody() {
        problem(post(""), 400, "validation_failed").body("errors[0].pointer", equalTo(""));
        problem(post("null"), 400, "validation_failed").body("errors[0].pointer", equalTo(""));
    }

    @Test
    void whatIsNotJsonIsMalformed() {
        problem(post("{\"title\":"), 400, "malformed_body");
        problem(post("<xml/>"), 400, "malformed_body")
                .body("detail", not(containsString("io.tenantry")));
        problem(post("{\"title\":\"a\"} trailing"), 400, "malformed_body");
    }

    @Test
    void invalidUtf8IsMalformed() {
        byte[] body = "{\"title\":\"?\"}".getBytes(StandardCharsets.US_ASCII);
        body[10] = (byte) 0xff;
        problem(
                given().contentType("application/json").body(body).post("/test/echo").then(),
                400,
                "malformed_body");
    }

    @Test
    void aValueOfTheWrongTypeIsNamed() {
        problem(post("{\"title\":\"coat\",\"pieces\":\"many\"}"), 400, "malformed_body")
                .body("errors[0].pointer", equalTo("/pieces"))
                .body("detail", not(containsString("io.tenantry")));
        problem(post("{\"title\":[]}"), 400, "malformed_body")
                .body("errors[0].pointer", equalTo("/title"));
        problem(post("{\"title\":5}"), 400, "malformed_body")
                .body("errors[0].pointer", equalTo("/title"));
        problem(post("{\"title\":\"coat\",\"pieces\":\"5\"}"), 400, "malformed_body");
        problem(post("[]"), 400, "malformed_body");
    }

    @Test
    void aFieldThatComesTwiceIsMalformed() {
        problem(post("{\"title\":\"coat\",\"title\":\"hat\"}"), 400, "malformed_body");
    }

    @Test
    void anUnknownFieldIsNamed() {
        problem(post("{\"title\":\"coat\",\"a~b/c\":1}"), 400, "unknown_field")
                .body("errors[0].pointer", equalTo("/a~0b~1c"));
    }

    @Test
    void deeplyNestedJsonIsMalformed() {
        problem(post("{\"parts\":" + "[".repeat(2_000)), 400, "malformed_body");
    }

    @Test
    void aParameterOfTheWrongTypeIsNotFoundOrMalformed() {
        ValidatableResponse response = given().get("/test/echo?limit=many").then();
        problem(response, 404, "not_found");
    }

    @Test
    void unknownPathsAreNotFound() {
        problem(given().get("/api/v1/nothing").then(), 404, "not_found");
        problem(given().get("/nothing").then(), 404, "not_found");
        problem(given().get("/q/nothing").then(), 404, "not_found");
        problem(
                given().urlEncodingEnabled(false).get("/..%2f..%2fetc/passwd").then(),
                404,
                "not_found");
    }

    @Test
    void anUnknownPathWithABadTokenIsStillNotFound() {
        problem(given().auth().oauth2("rubbish").get("/api/v1/nothing").then(), 404, "not_found");
    }

    @Test
    void aWrongMethodIsNotAllowed() {
        problem(given().delete("/test/echo").then(), 405, "method_not_allowed");
    }

    @Test
    void aMediaTypeThatCannotBeReadIsRefused() {
        problem(
                given().contentType("text/plain").body("coat").post("/test/echo").then(),
                415,
                "unsupported_media_type");
    }

    @Test
    void aMediaTypeThatCannotBeWrittenIsRefused() {
        problem(given().accept("image/png").get("/test/echo").then(), 406, "not_acceptable");
    }

    @Test
    void aBodyThatAnnouncesTooMuchIsRefused() {
        problem(post("{\"title\":\"" + "x".repeat(MEBIBYTE) + "\"}"), 413, "body_too_large");
    }

    @Test
    void aBodyInChunksIsCounted() throws Exception {
        byte[] body =
                ("{\"title\":\"" + "x".repeat(MEBIBYTE) + "\"}").getBytes(StandardCharsets.UTF_8);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            RestAssured.baseURI
                                                    + ":"
                                                    + RestAssured.port
                                                    + "/test/echo"))
                            .header("Content-Type", "application/json")
                            .POST(
                                    HttpRequest.BodyPublishers.ofInputStream(
                                            () -> new ByteArrayInputStream(body)))
                            .build();
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(response.headers().firstValue("Content-Type"))
                    .contains("application/problem+json");
            assertThat(response.body()).contains("\"code\":\"body_too_large\"");
        }
    }

    @Test
    void aBodyOfTheLargestSizePasses() {
        String frame = "{\"title\":\"\",\"pieces\":1}";
        post(frame.replace("\"\"", "\"" + "x".repeat(MEBIBYTE - frame.length()) + "\""))
                .statusCode(200);
    }

    @Test
    void aLengthThatIsNoNumberIsRefusedWithoutHarm() throws IOException {
        String answer =
                raw(
                        "POST /test/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4");
        assertThat(answer).doesNotContain("Exception");
    }

    @Test
    void aPathThatCannotBeDecodedIsRefusedWithoutHarm() throws IOException {
        String answer = raw("GET /api/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        // The framework answers this before anything of ours, and says nothing at all.
        assertThat(answer).startsWith("HTTP/1.1 400").contains("content-length: 0");
    }

    @Test
    void whatNobodyForesawShowsNothingButAnId() {
        problem(given().get("/test/echo/boom").then(), 500, "internal_error")
                .body(not(containsString("SELECT")))
                .body(not(containsString("Exception")))
                .body("requestId", matchesPattern("[0-9A-Z]{26}"));
    }

    @Test
    void theRequestIdOfAGatewayIsKeptUnlessItCouldForgeLogs() {
        given().header("X-Request-Id", "gateway-42")
                .get("/test/echo/boom")
                .then()
                .header("X-Request-Id", equalTo("gateway-42"))
                .body("requestId", equalTo("gateway-42"));
        given().header("X-Request-Id", "a b\tc")
                .get("/test/echo/boom")
                .then()
                .body("requestId", matchesPattern("[0-9A-Z]{26}"));
    }

    @Test
    void answersOfTheApiAreKeptByNoCacheAndGuessedByNoBrowser() {
        given().get("/api/v1/me")
                .then()
                .header("Cache-Control", equalTo("no-store"))
                .header("X-Content-Type-Options", equalTo("nosniff"));
    }

    @Test
    void everyAnswerCarriesItsRequestId() {
        given().get("/test/echo").then().header("X-Request-Id", matchesPattern("[0-9A-Z]{26}"));
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            byte[] answer = in.readNBytes(12);
            byte[] rest = new byte[4096];
            int read = in.read(rest);
            return new String(answer, StandardCharsets.US_ASCII)
                    + new String(rest, 0, Math.max(read, 0), StandardCharsets.US_ASCII);
        }
    }

    private static ValidatableResponse post(String body) {
        return given().contentType("application/json").body(body).post("/test/echo").then();
    }

    private static ValidatableResponse problem(
            ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("code", equalTo(code))
                .body("type", equalTo("urn:tenantry:problem:" + code))
                .body("title", notNullValue())
                .body("remedy", notNullValue());
    }
}
