package io.tenantry.routing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tenantry.routing.RequestTenant;
import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantLog;
import io.tenantry.routing.TenantSlug;
import io.tenantry.routing.TenantState;
import io.tenantry.routing.cdi.RoutingConfig;
import io.tenantry.routing.directory.ClosedRoutes;
import io.tenantry.routing.directory.DirectorySettings;
import io.tenantry.routing.directory.Placement;
import io.tenantry.routing.directory.RouteSource;
import io.tenantry.routing.directory.Sealed;
import io.tenantry.routing.directory.ServerEndpoint;
import io.tenantry.routing.directory.TenantDirectory;
import io.tenantry.routing.directory.TenantRoute;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The claim decides; whatever else names a tenant is compared with it. Where each is looked for.
 */
class TenantFilterTest {
    private static final TenantId TENANT = TenantId.next();
    private static final TenantId OTHER = TenantId.next();

    private final RequestTenant bound = new RequestTenant();
    private final Map<String, String> headers = new HashMap<>();
    private final MultivaluedMap<String, String> path = new MultivaluedHashMap<>();
    private URI address = URI.create("https://api.example.com/designs");
    private Config config = new Config("tenant_id", "X-Tenant", "tenant", null);
    private Principal caller = token(Map.of("tenant_id", TENANT.value()));

    @AfterEach
    void nothingIsSaidAboutATenant() {
        MDC.remove(TenantLog.KEY);
    }

    @Test
    void theTenantIsReadFromTheClaimThatIsConfigured() {
        config = new Config("org", "X-Tenant", "tenant", null);
        caller = token(Map.of("org", TENANT.value(), "tenant_id", OTHER.value()));

        filter();

        assertThat(bound.tenant()).contains(TENANT);
        assertThat(MDC.get(TenantLog.KEY)).isEqualTo(TENANT.value());
    }

    @Test
    void anotherClaimThanTheConfiguredOneIsAsGoodAsNone() {
        config = new Config("org", "X-Tenant", "tenant", null);

        assertRefused(Reason.NO_TENANT);
    }

    @Test
    void aPathParameterIsComparedById() {
        path.putSingle("tenant", TENANT.value());
        filter();
        assertThat(bound.tenant()).contains(TENANT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"beta", "ACME", "acme ", "", "' OR '1'='1"})
    void aPathParameterThatNamesAnotherTenantIsRefused(String named) {
        path.putSingle("tenant", named);
        assertRefused(Reason.TENANT_MISMATCH);
    }

    @Test
    void thePathParameterThatIsConfiguredIsComparedAndNoOther() {
        config = new Config("tenant_id", "X-Tenant", "org", null);
        path.putSingle("tenant", "beta");
        path.putSingle("org", "acme");
        filter();

        path.putSingle("org", "beta");
        assertRefused(Reason.TENANT_MISMATCH);
    }

    @Test
    void theHeaderThatIsConfiguredIsComparedAndNoOther() {
        config = new Config("tenant_id", "X-Org", "tenant", null);
        headers.put("X-Tenant", "beta");
        filter();

        headers.put("X-Org", "beta");
        assertRefused(Reason.TENANT_MISMATCH);
    }

    @ParameterizedTest
    @CsvSource({
        "https://acme.example.com/designs",
        "https://ACME.Example.com/designs",
        "https://acme.example.com:8443/designs",
        // No tenant is named by these.
        "https://example.com/designs",
        "https://beta.example.org/designs",
        "https://beta-example.com/designs",
        "https://10.0.0.1/designs",
        "/designs"
    })
    void aHostNameUnderTheBaseDomainMayNameTheTenant(String requested) {
        config = new Config("tenant_id", "X-Tenant", "tenant", "example.com");
        address = URI.create(requested);

        filter();

        assertThat(bound.tenant()).contains(TENANT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://beta.example.com/designs",
                "https://acme.beta.example.com/designs",
                "https://www.example.com/designs"
            })
    void aHostNameUnderTheBaseDomainThatNamesAnotherTenantIsRefused(String requested) {
        config = new Config("tenant_id", "X-Tenant", "tenant", "example.com");
        address = URI.create(requested);

        assertRefused(Reason.TENANT_MISMATCH);
    }

    @Test
    void withoutABaseDomainTheHostNamesNobody() {
        address = URI.create("https://beta.example.com/designs");

        filter();

        assertThat(bound.tenant()).contains(TENANT);
    }

    @Test
    void aRefusalIsLoggedAsTheTenants() {
        headers.put("X-Tenant", "beta");
        assertRefused(Reason.TENANT_MISMATCH);

        assertThat(MDC.get(TenantLog.KEY)).isEqualTo(TENANT.value());
    }

    private void assertRefused(Reason reason) {
        assertThatThrownBy(this::filter)
                .isInstanceOfSatisfying(
                        RoutingException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private void filter() {
        TenantDirectory directory = new TenantDirectory(new Routes(), DirectorySettings.DEFAULTS);
        new TenantFilter(
                        config,
                        directory,
                        ClosedRoutes.waitingForNone(directory),
                        new Caller(caller),
                        bound)
                .filter(request());
    }

    private ContainerRequestContext request() {
        UriInfo uri =
                answering(
                        UriInfo.class, Map.of("getPathParameters", path, "getRequestUri", address));
        return (ContainerRequestContext)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {ContainerRequestContext.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "getHeaderString" -> headers.get((String) arguments[0]);
                                    case "getUriInfo" -> uri;
                                    default -> throw new UnsupportedOperationException();
                                });
    }

    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) ->
                                Optional.ofNullable(answers.get(method.getName())).orElseThrow()));
    }

    private static JsonWebToken token(Map<String, Object> claims) {
        return new JsonWebToken() {
            @Override
            public String getName() {
                return "somebody";
            }

            @Override
            public Set<String> getClaimNames() {
                return claims.keySet();
            }

            @Override
            @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as declared there
            public <T> T getClaim(String name) {
                return (T) claims.get(name);
            }
        };
    }

    private record Caller(Principal principal) implements CurrentIdentityAssociation {
        @Override
        public void setIdentity(SecurityIdentity identity) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setIdentity(Uni<SecurityIdentity> identity) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SecurityIdentity getIdentity() {
            return QuarkusSecurityIdentity.builder()
                    .setPrincipal(principal == null ? new QuarkusPrincipal("") : principal)
                    .build();
        }

        @Override
        public Uni<SecurityIdentity> getDeferredIdentity() {
            return Uni.createFrom().item(getIdentity());
        }
    }

    private record Config(String claim, String header, String pathParameter, String domain)
            implements RoutingConfig {
        @Override
        public Optional<String> baseDomain() {
            return Optional.ofNullable(domain);
        }

        @Override
        public Directory directory() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Pool pool() {
            throw new UnsupportedOperationException();
        }
    }

    /** Two tenants, acme and beta. */
    private static final class Routes implements RouteSource {
        private static final List<TenantRoute> ALL =
                List.of(route(TENANT, "acme"), route(OTHER, "beta"));

        private static TenantRoute route(TenantId tenant, String slug) {
            Sealed nothing = new Sealed(new byte[0]);
            ServerEndpoint server =
                    new ServerEndpoint("server", "db1", "127.0.0.1", 3306, "router", nothing);
            return new TenantRoute(
                    tenant,
                    slug,
                    TenantState.ACTIVE,
                    new Placement(server, "id", "t_id", "t_id_a", nothing, 1));
        }

        @Override
        public Optional<TenantRoute> byId(TenantId tenant) {
            return ALL.stream().filter(route -> route.tenant().equals(tenant)).findFirst();
        }

        @Override
        public Optional<TenantRoute> bySlug(TenantSlug slug) {
            return ALL.stream().filter(route -> slug.value().equals(route.slug())).findFirst();
        }

        @Override
        public Changes changedSince(Instant since) {
            return new Changes(ALL, since);
        }
    }
}
