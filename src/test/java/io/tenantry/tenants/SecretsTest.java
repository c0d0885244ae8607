package io.tenantry.tenants;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.http.Method;
import io.restassured.response.ValidatableResponse;
import io.tenantry.access.Roles;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.secret.MasterKey;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import io.tenantry.server.ServerTest;
import io.tenantry.server.ServerTestStack;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets sealed anew over the API. */
@ServerTest
class SecretsTest {
    private static final String SECRETS = "/api/v1/platform/secrets";

    @Inject Fleet fleet;
    @Inject ControlPlane controlPlane;
    @Inject SecretBox secrets;

    @Test
    void whatIsUnderAFormerKeyWorksAndIsSealedAnew() {
        Fleet.Open open = fleet.open();
        sealUnderFormerKey(open);
        fleet.asOperator().get(SECRETS).then().statusCode(200).body("former", equalTo(1));
        Fleet.as(fleet.memberToken(open.id())).get("/api/v1/designs").then().statusCode(200);

        ValidatableResponse asked = fleet.asOperator().post(SECRETS + "/reseal").then();

        String operation = asked.statusCode(202).extract().path("operation.id");
        asked.header("Location", endsWith("/operations/" + operation))
                .body("operation.kind", equalTo("secrets.reseal"))
                .body("operation.tenant", nullValue());
        fleet.awaitState(operation, "succeeded");
        fleet.asOperator()
                .get(SECRETS)
                .then()
                .statusCode(200)
                .body("current", greaterThanOrEqualTo(4))
                .body("former", equalTo(0));
        Fleet.as(fleet.memberToken(open.id())).get("/api/v1/designs").then().statusCode(200);
    }

    private void sealUnderFormerKey(Fleet.Open open) {
        SecretBox former = new SecretBox(MasterKey.fromBase64(ServerTestStack.FORMER_KEY));
        controlPlane.useTransaction(handle -> {
            String database =
                    handle.createQuery("SELECT database_id FROM tenants WHERE id = :id")
                            .bind("id", open.id().value())
                            .mapTo(String.class)
                            .one();
            String place = SecretPlaces.tenantAccount(database);
            byte[] sealed =
                    handle.createQuery("SELECT account_secret FROM tenant_databases WHERE id = :id")
                            .bind("id", database)
                            .mapTo(byte[].class)
                            .one();
            handle.createUpdate(
                            "UPDATE tenant_databases SET account_secret = :secret WHERE id = :id")
                    .bind("secret", former.seal(secrets.open(sealed, place), place))
                    .bind("id", database)
                    .execute();
        });
    }

    @ParameterizedTest
    @CsvSource({"GET, ''", "POST, /reseal"})
    void isOpenToPlatformAdministratorsOnly(Method method, String path) {
        for (String role : List.of(Roles.ENTERPRISE_ADMIN, "member")) {
            Fleet.as(fleet.tokenWithoutTenant(Set.of(role)))
                    .request(method, SECRETS + path)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("permission_denied"));
        }
        given().request(method, SECRETS + path)
                .then()
                .statusCode(401)
                .body("code", equalTo("token_missing"));
    }
}
