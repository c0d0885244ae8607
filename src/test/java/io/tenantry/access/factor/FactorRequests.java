package io.tenantry.access.factor;

import static io.restassured.RestAssured.given;

import io.restassured.http.Method;
import io.restassured.response.ValidatableResponse;
import io.tenantry.access.signin.Calls;
import io.tenantry.access.user.People;
import io.tenantry.access.user.User;
import io.tenantry.server.TestClock;
import java.util.List;
import java.util.Map;

/** The calls about second factors, as a client makes them. */
final class FactorRequests {
    private static final String FACTOR = "/api/v1/me/factor";

    private FactorRequests() {}

    static ValidatableResponse begin(String token) {
        return send(token, Method.POST, FACTOR, Map.of("password", People.PASSWORD));
    }

    static ValidatableResponse confirm(String token, String code) {
        return send(token, Method.POST, FACTOR + "/confirm", Map.of("code", code));
    }

    static ValidatableResponse renew(String token, Map<String, String> shown) {
        return send(token, Method.POST, FACTOR + "/recovery-codes", shown);
    }

    static ValidatableResponse remove(String token, Map<String, String> shown) {
        return send(token, Method.DELETE, FACTOR, shown);
    }

    static ValidatableResponse read(String token) {
        return given().auth().oauth2(token).get(FACTOR).then();
    }

    static ValidatableResponse policy(String token, boolean required) {
        return send(
                token,
                Method.PUT,
                "/api/v1/access-policy/second-factor",
                Map.of("required", required));
    }

    /** The challenge of a sign-in whose password is right. */
    static String challenge(User user) {
        return Calls.signIn(user.email(), People.PASSWORD)
                .statusCode(401)
                .extract()
                .path("challenge");
    }

    static ValidatableResponse complete(String challenge, String what, String shown) {
        return given().contentType("application/json")
                .body(Map.of("challenge", challenge, what, shown))
                .post("/api/v1/auth/login/factor")
                .then();
    }

    static ValidatableResponse send(String token, Method method, String path, Object body) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body)
                .request(method, path)
                .then();
    }

    /**
     * A second factor that was set up.
     *
     * @param token of the session that set it up
     */
    record Enrolled(Authenticator authenticator, List<String> recoveryCodes, String token) {
        static Enrolled by(User user, TestClock clock) {
            String token = Calls.accessToken(user);
            Authenticator authenticator =
                    new Authenticator(begin(token).extract().path("secret"), clock);
            List<String> codes =
                    confirm(token, authenticator.code())
                            .statusCode(200)
                            .extract()
                            .path("recoveryCodes");
            return new Enrolled(authenticator, codes, token);
        }

        /** A session that has shown it. */
        ValidatableResponse signIn(User user) {
            return complete(challenge(user), "code", authenticator.nextCode()).statusCode(200);
        }
    }
}
