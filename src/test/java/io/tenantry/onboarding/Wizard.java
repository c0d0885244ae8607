package io.tenantry.onboarding;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tenantry.routing.Ulid;
import io.tenantry.server.TestMailServer;
import io.tenantry.tenants.Fleet;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * Somebody who signs an organisation up, as the wizard of the console does.
 *
 * @param secret of the sign-up
 * @param slug that they want
 * @param email theirs
 */
record Wizard(String id, String secret, String slug, String email) {
    static final String PASSWORD = "purple otter counts slow trains";

    private static final String PATH = "/api/v1/onboarding";
    private static final Pattern CODE = Pattern.compile("\\d{4} \\d{4}");

    static Wizard begin() {
        return begin(Ulid.next().toLowerCase(Locale.ROOT) + "@onboarding.test");
    }

    static Wizard begin(String email) {
        ValidatableResponse begun = json().body("{}").post(PATH).then().statusCode(201);
        return new Wizard(
                begun.extract().path("id"), begun.extract().path("secret"), Fleet.newSlug(), email);
    }

    static RequestSpecification json() {
        return given().contentType("application/json");
    }

    RequestSpecification request() {
        return json().header("Onboarding-Secret", secret);
    }

    ValidatableResponse put(String what, Object body) {
        return request().body(body).put(PATH + "/" + id + "/" + what).then();
    }

    ValidatableResponse post(String what) {
        return request().post(PATH + "/" + id + "/" + what).then();
    }

    ValidatableResponse post(String what, Object body) {
        return request().body(body).post(PATH + "/" + id + "/" + what).then();
    }

    ValidatableResponse read() {
        return request().get(PATH + "/" + id).then();
    }

    ValidatableResponse get(String what) {
        return request().get(PATH + "/" + id + "/" + what).then();
    }

    ValidatableResponse organisation(String wanted) {
        return put("organisation", Map.of("name", "Acme Fashion", "slug", wanted));
    }

    ValidatableResponse administrator() {
        return put("administrator", Map.of("email", email, "name", "Ada Lovelace"));
    }

    /** The digits of the last of so many mails. */
    String code(int mails) {
        Matcher found = CODE.matcher(TestMailServer.last(email, mails).text());
        if (!found.find()) {
            throw new AssertionError("no code in the mail");
        }
        return found.group();
    }

    ValidatableResponse verify(String code) {
        return post("administrator/verify", Map.of("code", code));
    }

    ValidatableResponse password(String password) {
        return put("administrator/password", Map.of("password", password));
    }

    /** Fills in what has to be. */
    Wizard filled() {
        organisation(slug).statusCode(200);
        administrator().statusCode(200);
        verify(code(1)).statusCode(200);
        password(PASSWORD).statusCode(200);
        return this;
    }

    ValidatableResponse submit() {
        return post("submit");
    }

    ValidatableResponse retry() {
        return post("retry");
    }

    String state() {
        return read().statusCode(200).extract().path("state");
    }

    void awaitState(String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(25))
                .until(this::state, state::equals);
    }
}
