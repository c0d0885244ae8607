package io.tenantry.tenants;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.specification.RequestSpecification;
import io.tenantry.access.token.AccessTokens;
import io.tenantry.access.token.Bearer;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.cdi.RouteChannel;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes tenants over the API, as a platform administrator does, and tokens for who works in them.
 */
@ApplicationScoped
public class Fleet {
    private static final String TENANTS = "/api/v1/platform/tenants";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    // Most operations take less than Awaitility's tenth of a second.
    private static final Duration LOOK = Duration.ofMillis(25);

    private final AccessTokens tokens;
    private final ControlPlane controlPlane;
    private final RouteChannel routes;
    private final Map<String, Open> shared = new ConcurrentHashMap<>();

    Fleet(AccessTokens tokens, ControlPlane controlPlane, RouteChannel routes) {
        this.tokens = tokens;
        this.controlPlane = controlPlane;
        this.routes = routes;
    }

    /**
     * A tenant that is open for work.
     *
     * @param token of a member of it
     */
    public record Open(TenantId id, String slug, String token) {}

    /** A request of a platform administrator. */
    public RequestSpecification asOperator() {
        return given().auth()
                .oauth2(tokens.issue(Bearer.of(Ulid.next(), null, Set.of("platform_admin"))))
                .contentType("application/json");
    }

    /** A request of a member of a tenant. */
    public static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }

    public Open open() {
        return openOn(null);
    }

    /** A tenant that tests share which change nothing but rows of their own. */
    public Open shared(String name) {
        return shared.computeIfAbsent(name, n -> open());
    }

    /** A tenant on a certain database server; on any if it is null. */
    public Open openOn(@Nullable String server) {
        String slug = newSlug();
        Map<String, Object> wish = new HashMap<>(wish(slug));
        if (server != null) {
            wish.put("server", server);
        }
        String operation =
                asOperator()
                        .body(wish)
                        .post(TENANTS)
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("operation.id");
        awaitState(operation, "succeeded");
        String id = asOperator().get(TENANTS + "/" + slug).then().extract().path("id");
        TenantId tenant = new TenantId(id);
        return new Open(tenant, slug, memberToken(tenant));
    }

    public String memberToken(TenantId tenant) {
        return memberToken(tenant, Ulid.next());
    }

    /** A token of a certain person in a tenant. */
    public String memberToken(TenantId tenant, String userId) {
        return tokens.issue(Bearer.of(userId, tenant, Set.of("member")));
    }

    /** A token of somebody who runs a tenant. */
    public String adminToken(TenantId tenant) {
        return tokens.issue(Bearer.of(Ulid.next(), tenant, Set.of("enterprise_admin", "member")));
    }

    /** A token that names no tenant, with the given roles. */
    public String tokenWithoutTenant(Set<String> roles) {
        return tokens.issue(Bearer.of(Ulid.next(), null, roles));
    }

    public void awaitState(String operation, String state) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .until(
                        () ->
                                asOperator()
                                        .get("/api/v1/platform/operations/" + operation)
                                        .then()
                                        .extract()
                                        .path("state"),
                        state::equals);
    }

    /**
     * Changes a tenant's state as an operation would: the books, the time of the change, the news.
     */
    public void setState(TenantId tenant, String state) {
        controlPlane.useTransaction(handle ->
                handle.createUpdate(
                                """
                                UPDATE tenants
                                SET state = :state, route_changed_at = :now
                                WHERE id = :id
                                """)
                        .bind("state", state)
                        .bind("now", controlPlane.now())
                        .bind("id", tenant.value())
                        .execute());
        routes.announce(tenant);
    }

    public static String newSlug() {
        return "t-" + Ulid.next().toLowerCase(Locale.ROOT);
    }

    public static Map<String, Object> wish(String slug) {
        return Map.of(
                "slug",
                slug,
                "name",
                "Acme Fashion",
                "admin",
                Map.of(
                        "email",
                        slug + "@acme.test",
                        "name",
                        "Ada",
                        "password",
                        "a long enough password"));
    }
}
