package io.tenantry.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.tenantry.access.Roles;
import io.tenantry.access.token.AccessTokens;
import io.tenantry.access.token.Bearer;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import jakarta.inject.Inject;
import java.util.Set;
import org.junit.jupiter.api.Test;

@ServerTest
class PermissionsTest {
    @Inject AccessTokens accessTokens;

    @Test
    void theRightRolePasses() {
        given().auth()
                .oauth2(token(Roles.PLATFORM_ADMIN))
                .get("/test/echo/platform")
                .then()
                .statusCode(200);
    }

    @Test
    void anotherRoleIsPermissionDenied() {
        given().auth()
                .oauth2(token(Roles.ENTERPRISE_ADMIN))
                .get("/test/echo/platform")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("permission_denied"));
    }

    @Test
    void noTokenIsTokenMissing() {
        given().get("/test/echo/platform")
                .then()
                .statusCode(401)
                .body("code", equalTo("token_missing"));
    }

    @Test
    void anotherSchemeThanBearerIsTokenMissing() {
        given().auth()
                .preemptive()
                .basic("operator", "password")
                .get("/test/echo/platform")
                .then()
                .statusCode(401)
                .body("code", equalTo("token_missing"));
    }

    @Test
    void aMethodThatStatesNoPermissionIsClosedToEverybody() {
        given().auth()
                .oauth2(token(Roles.PLATFORM_ADMIN))
                .get("/test/echo/unannotated")
                .then()
                .statusCode(403)
                .body("code", equalTo("permission_denied"));
    }

    @Test
    void aBadTokenDoesNotDisturbACallThatIsOpenToEverybody() {
        given().auth().oauth2("rubbish").get("/test/echo?limit=1").then().statusCode(200);
    }

    private String token(String role) {
        return accessTokens.issue(Bearer.of(Ulid.next(), null, Set.of(role)));
    }
}
