package io.tenantry.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantry.access.token.AccessTokens;
import io.tenantry.access.token.Bearer;
import io.tenantry.routing.Ulid;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every call of the API is closed to those without a token, except those listed here. A new call is
 * found in the API's own description, so it cannot be forgotten.
 */
@ServerTest
class ClosedDoorsTest {
    /** A download's address is signed, and a sign-up has a secret: these are asked for instead. */
    private static final Set<String> OPEN_TO_EVERYBODY =
            Set.of(
                    "signIn",
                    "signInWithFactor",
                    "refresh",
                    "signOut",
                    "readKeys",
                    "download",
                    "askToJoin",
                    "lookAtInvitation",
                    "acceptInvitation",
                    "confirmAddress",
                    "forgotPassword",
                    "resetPassword",
                    "beginSignOn",
                    "returnFromSignOn",
                    "findSignOn",
                    "completeSignOn",
                    "readOnboarding",
                    "checkSlug",
                    "beginSignUp",
                    "resumeSignUp",
                    "readSignUp",
                    "putSignUpOrganisation",
                    "putSignUpAdministrator",
                    "sendSignUpCode",
                    "verifySignUpAddress",
                    "putSignUpPassword",
                    "putSignUpPlan",
                    "putSignUpDepartments",
                    "putSignUpInvitations",
                    "submitSignUp",
                    "retrySignUp",
                    "readSignUpOperation",
                    "followSignUp");

    @Inject ObjectMapper json;
    @Inject AccessTokens accessTokens;

    @Test
    void withoutATokenNothingElseOpens() throws Exception {
        for (Call call : calls()) {
            Response answer = call.make(given());
            if (OPEN_TO_EVERYBODY.contains(call.name())) {
                assertThat(answer.jsonPath().getString("code"))
                        .as(call.toString())
                        .isNotEqualTo("token_missing");
            } else {
                assertThat(answer.statusCode()).as(call.toString()).isEqualTo(401);
                assertThat(answer.jsonPath().getString("code"))
                        .as(call.toString())
                        .isEqualTo("token_missing");
            }
        }
    }

    @Test
    void somebodyWithoutRolesChangesNothing() throws Exception {
        String token = accessTokens.issue(Bearer.of(Ulid.next(), null, Set.of()));
        for (Call call : calls()) {
            if (!OPEN_TO_EVERYBODY.contains(call.name())) {
                int status = call.make(given().auth().oauth2(token)).statusCode();
                assertThat(status).as(call.toString()).isBetween(400, 499);
            }
        }
    }

    private List<Call> calls() throws Exception {
        JsonNode api = json.readTree(given().get("/q/openapi?format=json").asString());
        List<Call> calls = new ArrayList<>();
        api.get("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(operation ->
                                        calls.add(
                                                new Call(
                                                        operation
                                                                .getValue()
                                                                .path("operationId")
                                                                .asText(),
                                                        operation.getKey(),
                                                        path.getKey()))));
        calls.removeIf(call -> call.path().startsWith("/test/") || call.method().length() > 6);
        assertThat(calls).isNotEmpty();
        return calls;
    }

    private record Call(String name, String method, String path) {
        Response make(RequestSpecification request) {
            RequestSpecification call = request.contentType("application/json");
            if (!method.equals("get") && !method.equals("delete")) {
                call.body("{}");
            }
            return call.request(
                    method.toUpperCase(Locale.ROOT), path.replaceAll("\\{[^}]+}", Ulid.next()));
        }
    }
}
