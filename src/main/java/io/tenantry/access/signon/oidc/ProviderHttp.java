package io.tenantry.access.signon.oidc;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Requests to providers: to an address that was looked at, within a time that includes looking it
 * up, so many at once and a quarter of them to one host, no redirects, and no more than {@value
 * #LONGEST_ANSWER} bytes of an answer.
 *
 * <p>By the framework's client and not by the JDK's, which looks names up by itself: a name that
 * leads elsewhere from one moment to the next would lead into the private network.
 */
@Singleton
class ProviderHttp {
    static final int LONGEST_ANSWER = 256 * 1024;

    private static final int SHARE = 4;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final int REDIRECTS = 300;
    private static final int CLIENT_ERRORS = 400;

    private final ProviderAddresses addresses;
    private final Context eventLoop;
    private final HttpClient client;
    private final Duration timeout;
    private final Semaphore slots;
    private final int mostPerHost;
    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();
    private final ExecutorService lookups = Executors.newVirtualThreadPerTaskExecutor();

    ProviderHttp(ProviderAddresses addresses, Vertx vertx, OidcConfig config) {
        this.addresses = addresses;
        this.eventLoop = vertx.getOrCreateContext();
        this.timeout = config.timeout();
        this.slots = new Semaphore(config.mostRequests());
        // One provider that dawdles must not keep the others' people out.
        this.mostPerHost = Math.max(1, config.mostRequests() / SHARE);
        this.client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setConnectTimeout(Math.toIntExact(timeout.toMillis()))
                                .setKeepAlive(false)
                                .setVerifyHost(true));
    }

    @PreDestroy
    void close() {
        lookups.shutdownNow();
        client.close();
    }

    /** An answer that is no redirect. */
    record Answer(int status, String body) {
        boolean succeeded() {
            return status < REDIRECTS;
        }
    }

    /**
     * Reads something.
     *
     * @throws ProviderException of an outage
     */
    Answer get(URI uri) {
        return send(HttpMethod.GET, uri, Map.of(), null);
    }

    /**
     * Sends a form.
     *
     * @throws ProviderException of an outage
     */
    Answer post(URI uri, Map<String, String> headers, String form) {
        return send(HttpMethod.POST, uri, headers, form);
    }

    private Answer send(
            HttpMethod method, URI uri, Map<String, String> headers, @Nullable String form) {
        String host = uri.getAuthority();
        demandSlot(host);
        AtomicReference<HttpClientRequest> sent = new AtomicReference<>();
        try {
            Answer answer =
                    CompletableFuture.supplyAsync(() -> addresses.lookUp(uri), lookups)
                            .thenCompose(address ->
                                    exchange(options(method, uri, address, headers), form, sent))
                            .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return demandNoRedirect(uri, answer);
        } catch (TimeoutException slow) {
            throw new ProviderException(
                    ProviderFault.SLOW,
                    "%s did not answer within %d ms".formatted(uri.getHost(), timeout.toMillis()),
                    slow);
        } catch (ExecutionException failed) {
            throw failure(uri, failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ProviderException(ProviderFault.SLOW, "the service stops", stopping);
        } finally {
            leave(host);
            slots.release();
            // Whatever is still to come of it is of no use to anybody.
            HttpClientRequest request = sent.get();
            if (request != null) {
                request.connection().close();
            }
        }
    }

    private void demandSlot(String host) {
        if (underWay.merge(host, 1, Integer::sum) > mostPerHost || !slots.tryAcquire()) {
            leave(host);
            throw new ProviderException(
                    ProviderFault.BUSY, "too many requests to identity providers are under way");
        }
    }

    private void leave(String host) {
        underWay.computeIfPresent(host, (_, count) -> count > 1 ? count - 1 : null);
    }

    private static Answer demandNoRedirect(URI uri, Answer answer) {
        if (answer.status() >= REDIRECTS && answer.status() < CLIENT_ERRORS) {
            throw new ProviderException(
                    ProviderFault.REDIRECTED,
                    "%s redirects (status %d); name the address that it leads to"
                            .formatted(uri.getHost(), answer.status()));
        }
        return answer;
    }

    private static ProviderException failure(URI uri, @Nullable Throwable cause) {
        return cause instanceof ProviderException known
                ? known
                : new ProviderException(
                        ProviderFault.UNREACHABLE,
                        "%s cannot be reached: %s"
                                .formatted(
                                        uri.getHost(),
                                        cause == null ? "" : cause.getClass().getSimpleName()),
                        cause);
    }

    private static RequestOptions options(
            HttpMethod method, URI uri, InetAddress address, Map<String, String> headers) {
        boolean tls = ProviderAddresses.isTls(uri);
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? HTTPS : HTTP;
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        RequestOptions options =
                new RequestOptions()
                        .setMethod(method)
                        .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                        .setHost(uri.getHost())
                        .setPort(port)
                        .setSsl(tls)
                        .setFollowRedirects(false)
                        .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                        .putHeader("Accept", "application/json");
        headers.forEach(options::putHeader);
        return options;
    }

    // On an event loop: called from a thread that has none, the client may listen too late.
    private CompletableFuture<Answer> exchange(
            RequestOptions options,
            @Nullable String form,
            AtomicReference<HttpClientRequest> sent) {
        CompletableFuture<Answer> result = new CompletableFuture<>();
        eventLoop.runOnContext(_ ->
                client.request(options)
                        .compose(request -> {
                            sent.set(request);
                            return form == null ? request.send() : request.send(form);
                        })
                        .compose(ProviderHttp::read)
                        .onComplete(done -> {
                            if (done.succeeded()) {
                                result.complete(done.result());
                            } else {
                                result.completeExceptionally(done.cause());
                            }
                        }));
        return result;
    }

    private static Future<Answer> read(HttpClientResponse response) {
        Promise<Answer> read = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            if (body.length() + chunk.length() > LONGEST_ANSWER) {
                read.tryFail(
                        new ProviderException(
                                ProviderFault.TOO_LARGE,
                                "the answer is longer than %d bytes".formatted(LONGEST_ANSWER)));
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.exceptionHandler(read::tryFail);
        response.endHandler(_ ->
                read.tryComplete(
                        new Answer(response.statusCode(), body.toString(StandardCharsets.UTF_8))));
        return read.future();
    }
}
