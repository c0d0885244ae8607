package io.tenantry.access.signin;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.tenantry.access.user.People;
import io.tenantry.access.user.User;
import java.util.Map;

/** The calls of signing in, as a client makes them. */
public final class Calls {
    private Calls() {}

    public static ValidatableResponse signIn(String email, String password) {
        return post("/api/v1/auth/login", Map.of("email", email, "password", password));
    }

    /** The access token of somebody with the usual password, without a tenant. */
    public static String accessToken(User user) {
        return signIn(user.email(), People.PASSWORD).statusCode(200).extract().path("accessToken");
    }

    public static String refreshToken(User user) {
        return signIn(user.email(), People.PASSWORD).statusCode(200).extract().path("refreshToken");
    }

    public static ValidatableResponse choose(String accessToken, String tenant) {
        return given().auth()
                .oauth2(accessToken)
                .contentType("application/json")
                .body(Map.of("tenant", tenant))
                .post("/api/v1/auth/tenant")
                .then();
    }

    public static ValidatableResponse refresh(String refreshToken) {
        return post("/api/v1/auth/refresh", Map.of("refreshToken", refreshToken));
    }

    public static ValidatableResponse signOut(String refreshToken) {
        return post("/api/v1/auth/logout", Map.of("refreshToken", refreshToken));
    }

    public static ValidatableResponse me(String accessToken) {
        return given().auth().oauth2(accessToken).get("/api/v1/me").then();
    }

    private static ValidatableResponse post(String path, Object body) {
        return given().contentType("application/json").body(body).post(path).then();
    }
}
