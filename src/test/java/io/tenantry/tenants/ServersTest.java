package io.tenantry.tenants;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.tenantry.server.ServerTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of servers that are there. */
@ServerTest
class ServersTest {
    @Inject Fleet fleet;
    @Inject ServerCalls calls;

    @Test
    void aCheckOfAKnownServerIsStored() {
        String at =
                fleet.asOperator()
                        .post(ServerCalls.SERVERS + "/db1/check")
                        .then()
                        .statusCode(200)
                        .body("ok", is(true))
                        .extract()
                        .path("at");

        calls.read("db1")
                .body("lastCheck.at", equalTo(at))
                .body("load.measuredAt", equalTo(at))
                .body("load.bytes", notNullValue());
    }

    @Test
    void capacityWeightAndLabelsAreChangedAndTheRestStays() {
        String name = calls.added();

        calls.change(name, Map.of("capacity", Map.of("maxConnections", 400)))
                .statusCode(200)
                .body("capacity.maxConnections", equalTo(400))
                .body("capacity.maxTenants", nullValue())
                .body("labels.region", equalTo("eu"));
        calls.change(name, Map.of("labels", Map.of("tier", "gold")))
                .statusCode(200)
                .body("labels.tier", equalTo("gold"))
                .body("labels.region", nullValue())
                .body("capacity.maxConnections", equalTo(400));
        calls.change(name, Map.of("labels", Map.of("Tier", "gold")))
                .statusCode(400)
                .body("code", equalTo("labels_malformed"));
        calls.change(name, Map.of("capacity", Map.of("maxTenants", -1)))
                .statusCode(400)
                .body("errors.pointer", everyItem(equalTo("/capacity/maxTenants")));

        assertThat(calls.audited(name)).filteredOn("server.intake"::equals).hasSize(3);
    }

    @Test
    void aServerThatDrainsTakesNoTenantsUntilItIsActivated() {
        String name = calls.added();
        Map<String, Object> wish = new HashMap<>(Fleet.wish(Fleet.newSlug()));
        wish.put("server", name);

        calls.move(name, "drain").statusCode(200).body("state", equalTo("draining"));
        fleet.asOperator()
                .body(wish)
                .post("/api/v1/platform/tenants")
                .then()
                .statusCode(409)
                .body("code", equalTo("no_server_available"))
                .body("detail", containsString(name + " is draining"));
        calls.move(name, "down").statusCode(200).body("state", equalTo("down"));
        calls.move(name, "activate").statusCode(200).body("state", equalTo("active"));

        fleet.openOn(name);
        calls.read(name).body("tenants", equalTo(1));
        assertThat(calls.audited(name)).contains("server.drain", "server.down", "server.activate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "ü", "夏"})
    void anUnknownServerIsNotFound(String name) {
        calls.read(name).statusCode(404).body("code", equalTo("server_not_found"));
        calls.change(name, Map.of()).statusCode(404);
        for (String call : List.of("check", "drain", "down", "activate")) {
            calls.move(name, call).statusCode(404).body("code", equalTo("server_not_found"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /db1",
        "POST, ''",
        "POST, /check",
        "PATCH, /db1",
        "POST, /db1/check",
        "POST, /db1/drain",
        "POST, /db1/down",
        "POST, /db1/activate"
    })
    void onlyPlatformAdministratorsMayCall(String method, String path) {
        given().contentType("application/json")
                .body("{}")
                .request(method, ServerCalls.SERVERS + path)
                .then()
                .statusCode(401);
        for (String role : List.of("member", "enterprise_admin")) {
            Fleet.as(fleet.tokenWithoutTenant(Set.of(role)))
                    .body("{}")
                    .request(method, ServerCalls.SERVERS + path)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("permission_denied"));
        }
        calls.read("db1").body("state", equalTo("active"));
    }
}
