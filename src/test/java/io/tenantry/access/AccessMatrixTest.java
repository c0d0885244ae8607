package io.tenantry.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantry.access.ExpectedAccess.By;
import io.tenantry.access.token.AccessTokens;
import io.tenantry.access.token.Bearer;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.server.DocumentedCalls;
import io.tenantry.server.ServerTest;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
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
    @Inject AccessTokens tokens;
    @Inject Fleet fleet;

    @Test
    void everyCallLetsInWhomItShouldAndNobodyElse() {
        Map<By, String> callers = callers();
        Set<String> calls = calls();
        List<String> wrong = new ArrayList<>();
        int allowed = 0;
        int denied = 0;
        for (String call : calls) {
            Set<By> expected = ExpectedAccess.of(call);
            for (By by : By.values()) {
                boolean let = expected.contains(by);
                Response answer = send(call, callers.getOrDefault(by, ""));
                if (!isAsExpected(answer, by, let)) {
                    wrong.add("%s by %s: %s".formatted(call, by, answer.asString()));
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

    private static boolean isAsExpected(Response answer, By by, boolean let) {
        if (let) {
            return answer.statusCode() == DryCalls.WOULD_RUN;
        }
        return by == By.NOBODY
                ? answer.statusCode() == 401 && code(answer).equals("token_missing")
                : answer.statusCode() == 403
                        && Set.of("permission_denied", "tenant_required").contains(code(answer));
    }

    private static String code(Response answer) {
        String code = answer.path("code");
        return code == null ? "" : code;
    }

    private static Response send(String call, String token) {
        String[] parts = call.split(" ", 2);
        RequestSpecification request =
                given().header(DryCalls.HEADER, "yes").contentType("application/json");
        if (!token.isEmpty()) {
            request.auth().oauth2(token);
        }
        return request.request(parts[0], parts[1].replaceAll("\\{\\w+}", Ulid.next()));
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
