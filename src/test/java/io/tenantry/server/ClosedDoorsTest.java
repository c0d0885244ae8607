package io.tenantry.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantry.access.token.AccessTokens;
import io.tenantry.access.token.Bearer;
import io.tenantry.routing.Ulid;
import io.tenantry.server.DocumentedCalls.Call;
import jakarta.inject.Inject;
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
                    "refreshInBrowser",
                    "signOutInBrowser",
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

    @Inject AccessTokens accessTokens;

    @Test
    void withoutATokenNothingElseOpens() {
        for (Call call : DocumentedCalls.all()) {
            Response answer = make(call, given());
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
    void somebodyWithoutRolesChangesNothing() {
        String token = accessTokens.issue(Bearer.of(Ulid.next(), null, Set.of()));
        for (Call call : DocumentedCalls.all()) {
            if (!OPEN_TO_EVERYBODY.contains(call.name())) {
                int status = make(call, given().auth().oauth2(token)).statusCode();
                assertThat(status).as(call.toString()).isBetween(400, 499);
            }
        }
    }

    private static Response make(Call documented, RequestSpecification request) {
        RequestSpecification call = request.contentType("application/json");
        if (!documented.method().equals("GET") && !documented.method().equals("DELETE")) {
            call.body("{}");
        }
        return call.request(
                documented.method(), documented.path().replaceAll("\\{[^}]+}", Ulid.next()));
    }
}
