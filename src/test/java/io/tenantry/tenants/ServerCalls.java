package io.tenantry.tenants;

import io.restassured.response.ValidatableResponse;
import io.tenantry.localstack.DatabaseServer;
import io.tenantry.localstack.LocalStack;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.Ulid;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Calls on database servers. What is added is the stack's own server under another name, of weight
 * 0, so that no other test's tenant comes to lie on it.
 */
@ApplicationScoped
class ServerCalls {
    static final String SERVERS = "/api/v1/platform/servers";

    private final Fleet fleet;
    private final ControlPlane controlPlane;

    ServerCalls(Fleet fleet, ControlPlane controlPlane) {
        this.fleet = fleet;
        this.controlPlane = controlPlane;
    }

    String added() {
        Map<String, Object> server = server();
        add(server).statusCode(201);
        return nameOf(server);
    }

    static Map<String, Object> server() {
        DatabaseServer own = stackServer();
        Map<String, Object> server = new HashMap<>();
        server.put("name", "s-" + Ulid.next().toLowerCase(Locale.ROOT));
        server.put("host", own.host());
        server.put("port", own.port());
        server.put("adminUser", own.adminUser());
        server.put("adminPassword", own.adminPassword());
        server.put("weight", 0);
        server.put("capacity", Map.of("maxTenants", 3));
        server.put("labels", Map.of("region", "eu"));
        return server;
    }

    static String nameOf(Map<String, Object> server) {
        return String.valueOf(server.get("name"));
    }

    static DatabaseServer stackServer() {
        return LocalStack.sharedOrStart().databaseServers().getFirst();
    }

    ValidatableResponse add(Map<String, Object> server) {
        return fleet.asOperator().body(server).post(SERVERS).then();
    }

    static ValidatableResponse addWithKey(String operator, Map<String, Object> server, String key) {
        return Fleet.as(operator).header("Idempotency-Key", key).body(server).post(SERVERS).then();
    }

    ValidatableResponse read(String name) {
        return fleet.asOperator().get(SERVERS + "/" + name).then();
    }

    ValidatableResponse change(String name, Map<String, Object> body) {
        return fleet.asOperator().body(body).patch(SERVERS + "/" + name).then();
    }

    ValidatableResponse move(String name, String call) {
        return fleet.asOperator().post(SERVERS + "/" + name + "/" + call).then();
    }

    List<String> names() {
        return fleet.asOperator().get(SERVERS).then().extract().path("items.name");
    }

    List<String> audited(String name) {
        return controlPlane.read(handle ->
                handle.createQuery("SELECT action FROM audit_log WHERE subject = :name")
                        .bind("name", name)
                        .mapTo(String.class)
                        .list());
    }
}
