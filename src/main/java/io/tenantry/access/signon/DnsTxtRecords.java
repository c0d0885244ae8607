package io.tenantry.access.signon;

import io.vertx.core.Vertx;
import io.vertx.core.dns.DnsClient;
import io.vertx.core.dns.DnsClientOptions;
import io.vertx.core.dns.DnsException;
import io.vertx.core.dns.DnsResponseCode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The DNS as the framework's client asks it; the platform's own is behind a naming that is off. */
@Singleton
class DnsTxtRecords implements TxtRecords {
    private static final int ATTEMPTS = 2;
    private static final int DNS = 53;

    private final DnsConfig config;
    private final Vertx vertx;

    DnsTxtRecords(DnsConfig config, Vertx vertx) {
        this.config = config;
        this.vertx = vertx;
    }

    @Override
    public List<String> of(String name) throws IOException {
        DnsClient dns = vertx.createDnsClient(options());
        try {
            return ask(dns, name, 1);
        } finally {
            dns.close();
        }
    }

    private List<String> ask(DnsClient dns, String name, int attempt) throws IOException {
        try {
            // With the dot the name is whole: no domain of this machine is tried behind it.
            return dns.resolveTXT(name + ".")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(2 * config.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            if (failed.getCause() instanceof DnsException said
                    && said.code() == DnsResponseCode.NXDOMAIN) {
                return List.of();
            }
            if (attempt < ATTEMPTS) {
                return ask(dns, name, attempt + 1);
            }
            throw new IOException("the DNS does not answer", failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("the service stops", stopping);
        }
    }

    /** Of the server that is configured; else the client finds the system's. */
    private DnsClientOptions options() {
        DnsClientOptions options =
                new DnsClientOptions().setQueryTimeout(config.timeout().toMillis());
        config.server()
                .ifPresent(server -> {
                    int colon = server.lastIndexOf(':');
                    boolean port = colon > 0 && server.indexOf(':') == colon;
                    options.setHost(port ? server.substring(0, colon) : server)
                            .setPort(port ? Integer.parseInt(server.substring(colon + 1)) : DNS);
                });
        return options;
    }
}
