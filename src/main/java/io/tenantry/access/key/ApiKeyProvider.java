package io.tenantry.access.key;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tenantry.access.token.ServiceCaller;
import io.tenantry.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Says who sent a key; what is not remembered is looked up on a thread that may block. */
@ApplicationScoped
class ApiKeyProvider implements IdentityProvider<ApiKeyRequest> {
    private final KeyCallers callers;

    ApiKeyProvider(KeyCallers callers) {
        this.callers = callers;
    }

    @Override
    public Class<ApiKeyRequest> getRequestType() {
        return ApiKeyRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            ApiKeyRequest request, AuthenticationRequestContext context) {
        Optional<ServiceCaller> remembered = callers.remembered(request.key());
        return remembered.isPresent()
                ? Uni.createFrom().item(identity(remembered.get()))
                : context.runBlocking(() -> identity(find(request)));
    }

    private ServiceCaller find(ApiKeyRequest request) {
        try {
            return callers.find(request.key(), request.address());
        } catch (ProblemException refused) {
            throw new AuthenticationFailedException(refused);
        }
    }

    private static SecurityIdentity identity(ServiceCaller caller) {
        return QuarkusSecurityIdentity.builder().setPrincipal(caller.principal()).build();
    }
}
