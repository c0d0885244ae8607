package io.tenantry.access.browser;

import static io.restassured.RestAssured.given;

import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tenantry.access.user.People;
import io.tenantry.access.user.User;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The console in a browser: it keeps cookies, and says what it is. */
final class ConsolePage {
    private static final String AUTH = "/api/v1/auth";

    final Map<String, String> cookies = new LinkedHashMap<>();

    ValidatableResponse signIn(User user) {
        return post("/login", Map.of("email", user.email(), "password", People.PASSWORD), null);
    }

    ValidatableResponse choose(String accessToken, String tenant) {
        return post("/tenant", Map.of("tenant", tenant), accessToken);
    }

    ValidatableResponse refresh(@Nullable String slug) {
        return post("/browser/refresh", which(slug), null);
    }

    ValidatableResponse signOut(@Nullable String slug) {
        return post("/browser/logout", which(slug), null);
    }

    private ValidatableResponse post(String path, Object body, @Nullable String accessToken) {
        RequestSpecification request =
                given().header("Tenantry-Browser", "1")
                        .header("Sec-Fetch-Site", "same-origin")
                        .contentType("application/json")
                        .cookies(cookies)
                        .body(body);
        if (accessToken != null) {
            request.auth().oauth2(accessToken);
        }
        Response answer = request.post(AUTH + path);
        answer.detailedCookies().forEach(this::keep);
        return answer.then();
    }

    private void keep(Cookie cookie) {
        if (cookie.getMaxAge() == 0) {
            cookies.remove(cookie.getName());
        } else {
            cookies.put(cookie.getName(), cookie.getValue());
        }
    }

    static Map<String, Object> which(@Nullable String slug) {
        Map<String, Object> which = new HashMap<>();
        which.put("tenant", slug);
        return which;
    }
}
