package io.tenantry.routing.http;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.tenantry.routing.NoTenantException;
import io.tenantry.routing.RequestTenant;
import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantLog;
import io.tenantry.routing.TenantSlug;
import io.tenantry.routing.cdi.RoutingConfig;
import io.tenantry.routing.directory.ClosedRoutes;
import io.tenantry.routing.directory.TenantDirectory;
import io.tenantry.routing.directory.TenantRoute;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.MDC;

/** Binds the tenant that the verified token claims, for resources that are {@link TenantScoped}. */
// A proxied scope: REST makes its filters before run-time configuration is there.
@ApplicationScoped
@Provider
@TenantScoped
@Priority(Priorities.AUTHORIZATION + 100)
public class TenantFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private final RoutingConfig config;
    private final TenantDirectory directory;
    private final ClosedRoutes closed;
    private final CurrentIdentityAssociation identity;
    private final RequestTenant requestTenant;

    TenantFilter(
            RoutingConfig config,
            TenantDirectory directory,
            ClosedRoutes closed,
            CurrentIdentityAssociation identity,
            RequestTenant requestTenant) {
        this.config = config;
        this.directory = directory;
        this.closed = closed;
        this.identity = identity;
        this.requestTenant = requestTenant;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        TenantId tenant = claimed();
        // Before anything can refuse it: what is logged about a refusal is about the tenant, too.
        MDC.put(TenantLog.KEY, tenant.value());
        TenantRoute route = directory.require(tenant);
        otherNames(request).forEach(name -> compare(name, route));
        closed.settled(route).admit();
        requestTenant.bind(tenant);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MDC.remove(TenantLog.KEY);
    }

    private TenantId claimed() {
        Principal principal = identity.getIdentity().getPrincipal();
        if (!(principal instanceof JsonWebToken token)) {
            throw new UnauthorizedException();
        }
        // A claim of another type is as good as none: it names no tenant.
        Object claim = token.getClaim(config.claim());
        if (claim == null) {
            throw new NoTenantException();
        }
        return TenantId.parse(claim.toString())
                .orElseThrow(() ->
                        new RoutingException(
                                Reason.MALFORMED_TENANT, "the tenant claim is not a tenant id"));
    }

    private Stream<String> otherNames(ContainerRequestContext request) {
        return Stream.of(
                        Optional.ofNullable(request.getHeaderString(config.header())),
                        Optional.ofNullable(
                                request.getUriInfo()
                                        .getPathParameters()
                                        .getFirst(config.pathParameter())),
                        subdomain(request))
                .flatMap(Optional::stream);
    }

    private Optional<String> subdomain(ContainerRequestContext request) {
        String host = request.getUriInfo().getRequestUri().getHost();
        // Host names have no case; slugs are lower-case.
        String lower = host == null ? "" : host.toLowerCase(Locale.ROOT);
        return config.baseDomain()
                .map(domain -> "." + domain.toLowerCase(Locale.ROOT))
                .filter(lower::endsWith)
                .map(suffix -> lower.substring(0, lower.length() - suffix.length()));
    }

    private static void compare(String name, TenantRoute route) {
        boolean same =
                name.equals(route.tenant().value())
                        || TenantSlug.parse(name)
                                .filter(slug -> slug.value().equals(route.slug()))
                                .isPresent();
        if (!same) {
            throw new RoutingException(
                    Reason.TENANT_MISMATCH, "the request names another tenant than its token");
        }
    }
}
