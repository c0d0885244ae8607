package io.tenantry.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import io.tenantry.access.ExpectedAccess.By;
import io.tenantry.access.token.AccessTokens;
import io.tenantry.access.token.Bearer;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.server.DocumentedCalls;
import io.tenantry.server.ServerTest;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Who may make which call: each call of the API by each role, those that are let in and those that
 * are not. What is expected stands in {@link ExpectedAccess} by hand, and a call that comes without
 * a line fails.
 */
@ServerTest
class AccessMatrixTest {
    /** Not RestAssured: for thousands of requests that takes much longer. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject AccessTokens tokens;
    @Inject Fleet fleet;

    @Test
    void everyCallLetsInWhomItShouldAndNobodyElse() throws Exception {
        Map<By, String> callers = callers();
        Set<String> calls = calls();
        List<String> wrong = new ArrayList<>();
        int allowed = 0;
        int denied = 0;
        for (String call : calls) {
            Set<By> expected = ExpectedAccess.of(call);
            for (By by : By.values()) {
                boolean let = expected.contains(by);
                HttpResponse<String> answer = send(call, callers.getOrDefault(by, ""));
                if (!isAsExpected(answer, by, let)) {
                    wrong.add("%s by %s: %s".formatted(call, by, answer.body()));
                }
                allowed += let ? 1 : 0;
                denied += let ? 0 : 1;
            }
        }

        System.out.printf(
                "access matrix: %d calls, %d times let in, %d times refused%n",
                calls.size(), allowed, denied);
        assertThat(wrong).isEmpty();
        assertThat(calls).containsAll(ExpectedAccess.calls());
    }

    private static boolean isAsExpected(HttpResponse<String> answer, By by, boolean let)
            throws JsonProcessingException {
        if (let) {
            return answer.statusCode() == DryCalls.WOULD_RUN;
        }
        return by == By.NOBODY
                ? answer.statusCode() == 401 && code(answer).equals("token_missing")
                : answer.statusCode() == 403
                        && Set.of("permission_denied", "tenant_required").contains(code(answer));
    }

    private static String code(HttpResponse<String> answer) throws JsonProcessingException {
        return JSON.readTree(answer.body()).path("code").asText("");
    }

    private static HttpResponse<String> send(String call, String token)
            throws IOException, InterruptedException {
        String[] parts = call.split(" ", 2);
        String path = parts[1].replaceAll("\\{\\w+}", Ulid.next());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
                        .method(parts[0], BodyPublishers.noBody())
                        .header(DryCalls.HEADER, "yes")
                        .header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private Map<By, String> callers() {
        TenantId tenant = fleet.shared("matrix").id();
        Map<By, String> tokens = new EnumMap<>(By.class);
        tokens.put(By.NOBODY, "");
        tokens.put(By.PLATFORM_ADMIN, platform(Roles.PLATFORM_ADMIN));
        tokens.put(By.PLATFORM_SUPPORT, platform(Roles.PLATFORM_SUPPORT));
        tokens.put(By.ENTERPRISE_ADMIN, within(tenant, Roles.ENTERPRISE_ADMIN));
        tokens.put(By.DEPARTMENT_ADMIN, within(tenant, Roles.DEPARTMENT_ADMIN));
        tokens.put(By.MEMBER, within(tenant, Roles.MEMBER));
        tokens.put(By.ROLE_WITHOUT_PERMISSIONS, within(tenant, Ulid.next()));
        tokens.put(By.PLATFORM_ADMIN_IN_A_TENANT, within(tenant, Roles.PLATFORM_ADMIN));
        tokens.put(By.READING_GUEST, guest(tenant, SupportMode.READ_ONLY));
        tokens.put(By.WORKING_GUEST, guest(tenant, SupportMode.FULL));
        return tokens;
    }

    private String guest(TenantId tenant, SupportMode mode) {
        Instant until = Instant.now().plus(Duration.ofMinutes(10));
        return this.tokens
                .issueToGuest(tenant, Ulid.next(), 0, mode.permissions(), null, Ulid.next(), until)
                .text();
    }

    private String platform(String role) {
        return tokens.issue(Bearer.of(Ulid.next(), null, Set.of(role)));
    }

    private String within(TenantId tenant, String role) {
        return tokens.issue(Bearer.of(Ulid.next(), tenant, Roles.including(role)));
    }

    private static Set<String> calls() {
        return DocumentedCalls.all().stream()
                .map(DocumentedCalls.Call::line)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
