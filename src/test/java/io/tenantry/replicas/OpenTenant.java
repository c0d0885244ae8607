package io.tenantry.replicas;

import static org.awaitility.Awaitility.await;

import io.tenantry.routing.Ulid;
import io.tenantry.server.TestAccounts;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A tenant that is open for work.
 *
 * @param token of somebody who may work there
 */
record OpenTenant(String id, String slug, String token) {
    private static final String TENANTS = "/api/v1/platform/tenants/";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Made by way of a replica. */
    static OpenTenant at(Replica replica) {
        return at(replica, Map.of());
    }

    /** Made by way of a replica, on a database server. */
    static OpenTenant at(Replica replica, String server) {
        return at(replica, Map.of("server", server));
    }

    private static OpenTenant at(Replica replica, Map<String, Object> more) {
        String slug = "t-" + Ulid.next().toLowerCase(Locale.ROOT);
        Map<String, Object> wish = new HashMap<>(more);
        wish.put("slug", slug);
        wish.put("name", "Acme Fashion");
        // Somebody who is there already, so that no password is hashed.
        wish.put("admin", Map.of("email", TestAccounts.ADMIN_EMAIL, "name", "Ada"));
        replica.asOperator().body(wish).post(TENANTS).then().statusCode(202);
        await().atMost(PATIENCE)
                .until(() ->
                        "active".equals(replica.asOperator().get(TENANTS + slug).path("state")));
        String id = replica.asOperator().get(TENANTS + slug).path("id");
        return new OpenTenant(id, slug, token(replica, slug));
    }

    private static String token(Replica replica, String slug) {
        return replica.asOperator()
                .body(Map.of("tenant", slug))
                .post("/api/v1/auth/tenant")
                .then()
                .statusCode(200)
                .extract()
                .path("accessToken");
    }
}
