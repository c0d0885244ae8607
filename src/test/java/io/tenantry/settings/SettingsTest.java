package io.tenantry.settings;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.http.Method;
import io.restassured.response.ValidatableResponse;
import io.tenantry.access.Roles;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.settings.Limit;
import io.tenantry.provisioning.settings.Setting;
import io.tenantry.routing.NoTenantException;
import io.tenantry.routing.TenantContext;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings over the API, and as code reads them. */
@ServerTest
class SettingsTest {
    /** Other rooms have settings, too, whose number this test does not depend on. */
    private static final String OURS =
            "items.findAll { it.name.startsWith('studio.') || it.name.startsWith('test.') }";

    private static final String PLATFORM = "/api/v1/platform/";
    private static final String OWN = "/api/v1/settings";

    @Inject Fleet fleet;
    @Inject TenantSettings settings;
    @Inject ControlPlane controlPlane;

    private ValidatableResponse put(String where, String name, Object value) {
        return fleet.asOperator()
                .body(Map.of("value", value))
                .put(PLATFORM + where + "/settings/{name}", name)
                .then();
    }

    private ValidatableResponse remove(String where, String name) {
        return fleet.asOperator().delete(PLATFORM + where + "/settings/" + name).then();
    }

    private ValidatableResponse list(String where) {
        return fleet.asOperator().get(PLATFORM + where + "/settings").then();
    }

    private static ValidatableResponse own(Fleet.Open open) {
        return Fleet.as(open.token()).get(OWN).then();
    }

    private <T> T get(TenantId tenant, Setting<T> setting) {
        return TenantContext.call(tenant, () -> settings.get(setting));
    }

    private static String newPlan() {
        return "p-" + Ulid.next().toLowerCase(Locale.ROOT);
    }

    @Test
    void theCatalogueSaysWhatThereIs() {
        fleet.asOperator()
                .get(PLATFORM + "settings")
                .then()
                .statusCode(200)
                .body(
                        OURS + ".name",
                        contains("studio.designs.max", "test.choice", "test.flag", "test.limit"))
                .body(OURS + ".type", contains("limit", "choice", "flag", "limit"))
                .body(OURS + "[0].defaultValue", equalTo("unlimited"))
                .body(OURS + "[0].unlimited", equalTo(true))
                .body(OURS + "[0].maximum", equalTo(100_000))
                .body(OURS + "[1].choices", contains("low", "high"))
                .body(OURS + "[2].defaultValue", equalTo(false))
                .body(OURS + "[3].unlimited", equalTo(false));
    }

    @Test
    void anOverrideReachesAWarmDirectoryAtOnceAndIsShownToMembers() {
        Fleet.Open open = fleet.open();
        String tenant = "tenants/" + open.slug();
        assertThat(get(open.id(), TestSettings.LIMIT)).isEqualTo(Limit.of(5));

        put(tenant, "test.limit", 7)
                .statusCode(200)
                .body("value", equalTo(7))
                .body("source", equalTo("tenant"));
        put(tenant, "test.flag", true).statusCode(200).body("value", equalTo(true));
        put(tenant, "test.choice", "high").statusCode(200).body("value", equalTo("high"));

        await().atMost(Duration.ofSeconds(1))
                .untilAsserted(() ->
                        own(open)
                                .statusCode(200)
                                .body("values.'test.limit'", equalTo(7))
                                .body("values.'test.flag'", equalTo(true))
                                .body("values.'test.choice'", equalTo("high"))
                                .body("values.'studio.designs.max'", equalTo("unlimited")));
        assertThat(get(open.id(), TestSettings.LIMIT)).isEqualTo(Limit.of(7));
        assertThat(get(open.id(), TestSettings.FLAG)).isTrue();
        assertThat(get(open.id(), TestSettings.CHOICE)).isEqualTo("high");

        remove(tenant, "test.limit").statusCode(204);
        remove(tenant, "test.limit").statusCode(204);

        await().atMost(Duration.ofSeconds(1))
                .untilAsserted(() ->
                        assertThat(get(open.id(), TestSettings.LIMIT)).isEqualTo(Limit.of(5)));
        list(tenant)
                .body(OURS + ".source", contains("default", "tenant", "tenant", "default"))
                .body(OURS + "[3].override", nullValue());
        fleet.asOperator()
                .get(PLATFORM + "audit?action=tenant.setting&limit=1&tenant=" + open.slug())
                .then()
                .body("items[0].subject", equalTo("test.limit"))
                .body("items[0].before.value", equalTo(7))
                .body("items[0].after", nullValue());
    }

    @Test
    void aPlansValueHoldsForItsTenantsAlsoWhenTheyChangeThePlan() {
        Fleet.Open open = fleet.open();
        String plan = newPlan();
        assertThat(get(open.id(), TestSettings.LIMIT)).isEqualTo(Limit.of(5));
        put("plans/" + plan, "test.limit", 50)
                .statusCode(200)
                .body("value", equalTo(50))
                .body("source", equalTo("plan"));

        fleet.asOperator()
                .body(Map.of("plan", plan))
                .patch(PLATFORM + "tenants/" + open.slug())
                .then()
                .statusCode(200);

        await().atMost(Duration.ofSeconds(1))
                .untilAsserted(() -> own(open).body("values.'test.limit'", equalTo(50)));
        list("tenants/" + open.slug())
                .body(OURS + "[3].source", equalTo("plan"))
                .body(OURS + "[3].planValue", equalTo(50));
        remove("plans/" + plan, "test.limit").statusCode(204);
        list("plans/" + plan).statusCode(200).body(OURS + "[3].source", equalTo("default"));
        own(open).body("values.'test.limit'", equalTo(5));
    }

    @Test
    void aPlansValueFromAnotherReplicaIsReadWithinFiveSeconds() {
        String plan = newPlan();
        Fleet.Open open = fleet.open();
        fleet.asOperator()
                .body(Map.of("plan", plan))
                .patch(PLATFORM + "tenants/" + open.slug())
                .then()
                .statusCode(200);
        own(open).body("values.'test.limit'", equalTo(5));

        controlPlane.useTransaction(handle ->
                handle.execute(
                        "INSERT INTO plan_settings (plan, name, value, changed_at) VALUES (?, 'test.limit', '9', ?)",
                        plan,
                        controlPlane.now()));

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> own(open).body("values.'test.limit'", equalTo(9)));
    }

    @Test
    void withoutATenantThereAreNoSettingsAndUndeclaredOnesAreAskedForByNobody() {
        assertThatThrownBy(() -> settings.get(TestSettings.FLAG))
                .isInstanceOf(NoTenantException.class);
        Fleet.Open open = fleet.shared("settings");
        Setting<Boolean> undeclared = Setting.flag("test.undeclared", true, "x");
        assertThatThrownBy(() -> get(open.id(), undeclared))
                .hasMessageContaining("test.undeclared is not declared");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "test.flag|{\"value\":\"true\"}|setting_invalid",
                "test.flag|{\"value\":1}|setting_invalid",
                "test.flag|{\"value\":[true]}|setting_invalid",
                "test.limit|{\"value\":0}|setting_invalid",
                "test.limit|{\"value\":101}|setting_invalid",
                "test.limit|{\"value\":1.5}|setting_invalid",
                "test.limit|{\"value\":1e9999}|setting_invalid",
                "test.limit|{\"value\":99999999999999999999999999}|setting_invalid",
                "test.limit|{\"value\":\"unlimited\"}|setting_invalid",
                "test.choice|{\"value\":\"medium\"}|setting_invalid",
                "test.choice|{\"value\":{\"a\":1}}|setting_invalid",
                "test.flag|{\"value\":null}|validation_failed",
                "test.flag|{}|validation_failed",
                "test.flag|{\"value\":true,\"x\":1}|unknown_field",
                "test.flag|rubbish|malformed_body"
            })
    void aValueThatASettingDoesNotTakeIsRefused(String name, String body, String code) {
        String tenant = "tenants/" + fleet.shared("settings").slug();
        for (String where : List.of(tenant, "plans/standard")) {
            fleet.asOperator()
                    .body(body)
                    .put(PLATFORM + where + "/settings/" + name)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo(code));
        }
    }

    @Test
    void whatIsAllowedIsSaid() {
        put("tenants/" + fleet.shared("settings").slug(), "test.limit", "many")
                .body("detail", containsString("test.limit is a whole number from 1 to 100"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"no.such", "TEST.FLAG", "' OR '1'='1", "test.flag\u0000", "%2e%2e", "x"})
    void aNameThatNobodyDeclaresIsNotFound(String name) {
        put("tenants/" + fleet.shared("settings").slug(), name, true)
                .statusCode(404)
                .body("code", equalTo("setting_not_found"));
        put("plans/standard", name, true)
                .statusCode(404)
                .body("code", equalTo("setting_not_found"));
    }

    @Test
    void tenantsAndPlansThatAreNoneAreRefused() {
        put("tenants/" + Ulid.next(), "test.flag", true)
                .statusCode(404)
                .body("code", equalTo("tenant_not_found"));
        list("tenants/no-such-tenant").statusCode(404).body("code", equalTo("tenant_not_found"));
        list("plans/No_Plan").statusCode(400).body("code", equalTo("plan_malformed"));
        put("plans/No_Plan", "test.flag", true)
                .statusCode(400)
                .body("code", equalTo("plan_malformed"));
    }

    @Test
    void aSuspendedTenantsSettingsChangeAndItsMembersAreRefused() {
        Fleet.Open open = fleet.open();
        fleet.setState(open.id(), "suspended");

        put("tenants/" + open.slug(), "test.flag", true).statusCode(200);

        own(open).statusCode(403).body("code", equalTo("tenant_suspended"));
        fleet.setState(open.id(), "purged");
        put("tenants/" + open.id().value(), "test.flag", false)
                .statusCode(409)
                .body("code", equalTo("tenant_state_conflict"));
        list("tenants/" + open.id().value())
                .statusCode(200)
                .body("items.name", hasItems("test.flag"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    settings",
        "GET,    tenants/acme/settings",
        "PUT,    tenants/acme/settings/test.flag",
        "DELETE, tenants/acme/settings/test.flag",
        "GET,    plans/standard/settings",
        "PUT,    plans/standard/settings/test.flag",
        "DELETE, plans/standard/settings/test.flag"
    })
    void isOpenToPlatformAdministratorsOnly(Method method, String path) {
        for (String role : List.of(Roles.ENTERPRISE_ADMIN, Roles.MEMBER)) {
            Fleet.as(fleet.tokenWithoutTenant(Set.of(role)))
                    .body(Map.of("value", true))
                    .request(method, PLATFORM + path)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("permission_denied"));
        }
        given().contentType("application/json")
                .body(Map.of("value", true))
                .request(method, PLATFORM + path)
                .then()
                .statusCode(401)
                .body("code", equalTo("token_missing"));
    }

    @Test
    void whatHoldsIsShownToMembersOnly() {
        given().get(OWN).then().statusCode(401).body("code", equalTo("token_missing"));
        Fleet.as(fleet.tokenWithoutTenant(Set.of(Roles.PLATFORM_ADMIN)))
                .get(OWN)
                .then()
                .statusCode(403)
                .body("code", equalTo("permission_denied"));
        Fleet.as(fleet.tokenWithoutTenant(Set.of(Roles.MEMBER)))
                .get(OWN)
                .then()
                .statusCode(403)
                .body("code", equalTo("tenant_required"));
        own(fleet.shared("settings")).statusCode(200);
    }
}
