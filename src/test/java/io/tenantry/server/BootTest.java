package io.tenantry.server;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import java.util.Map;
import org.junit.jupiter.api.Test;

@ServerTest
class BootTest {
    @Test
    void theBootstrappedAdministratorSignsIn() {
        given().contentType("application/json")
                .body(
                        Map.of(
                                "email",
                                TestAccounts.ADMIN_EMAIL,
                                "password",
                                TestAccounts.ADMIN_PASSWORD))
                .post("/api/v1/auth/login")
                .then()
                .statusCode(200)
                .body("accessToken", notNullValue())
                .body("refreshToken", notNullValue())
                .body("expiresIn", equalTo(600))
                .body("tenants", hasSize(0));
    }

    @Test
    void theKeysAreReady() {
        given().get("/.well-known/jwks.json").then().statusCode(200).body("keys", hasSize(1));
    }

    @Test
    void healthMetricsAndOpenApiAnswer() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
        given().get("/q/openapi?format=json").then().statusCode(200);
        given().get("/q/swagger-ui/").then().statusCode(200);
    }
}
