package io.tenantry.exports;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.export.ExportSchedule;
import io.tenantry.provisioning.export.Exports;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestClock;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports over the API: asked for, looked at, linked to, downloaded, removed. */
@ServerTest
class ExportsTest {
    private static final String OWN = "/api/v1/exports";
    private static final String TENANTS = "/api/v1/platform/tenants/";
    private static final Actor JOB = Actor.local("job:test");

    @Inject Fleet fleet;
    @Inject TestClock clock;
    @Inject Exports exports;
    @Inject ExportSchedule schedule;

    @Inject
    @ConfigProperty(name = "tenantry.provisioning.backups")
    Path folder;

    @AfterEach
    void now() {
        clock.reset();
    }

    private RequestSpecification asAdmin(Fleet.Open tenant) {
        return Fleet.as(fleet.adminToken(tenant.id()));
    }

    private String ready(Fleet.Open tenant) {
        String id =
                asAdmin(tenant)
                        .post(OWN)
                        .then()
                        .statusCode(202)
                        .header("Location", startsWith(OWN + "/"))
                        .body("state", equalTo("making"))
                        .extract()
                        .path("id");
        awaitState(tenant, id, "ready");
        return id;
    }

    private void awaitState(Fleet.Open tenant, String id, String state) {
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> asAdmin(tenant).get(OWN + "/" + id).then().extract().path("state"),
                        state::equals);
    }

    private String link(Fleet.Open tenant, String id) {
        return asAdmin(tenant)
                .post(OWN + "/" + id + "/link")
                .then()
                .statusCode(201)
                .extract()
                .path("url");
    }

    private static Response download(String url) {
        return given().urlEncodingEnabled(false).get(url);
    }

    private static Map<String, String> files(byte[] zip) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    @Test
    void aTenantsAdministratorExportsAndDownloadsTheirData() throws IOException {
        Fleet.Open tenant = fleet.open();
        Fleet.as(tenant.token())
                .body(Map.of("title", "=Coat 😀", "prompt", "as it is"))
                .post("/api/v1/designs")
                .then()
                .statusCode(201);
        String id = ready(tenant);
        asAdmin(tenant)
                .get(OWN + "/" + id)
                .then()
                .body("rows", greaterThan(0))
                .body("bytes", greaterThan(0))
                .body("scheduled", equalTo(false));
        asAdmin(tenant).get(OWN).then().statusCode(200).body("items.id", hasItem(id));

        Response zip = download(link(tenant, id));

        zip.then()
                .statusCode(200)
                .contentType("application/zip")
                .header("Content-Disposition", containsString(tenant.slug()))
                .header("Cache-Control", "no-store")
                .header("Content-Length", Integer.toString(zip.asByteArray().length));
        Map<String, String> files = files(zip.asByteArray());
        assertThat(files)
                .containsKeys(
                        "README.html", "dictionary.json", "workbook.xlsx", "jsonl/designs.jsonl");
        assertThat(files.get("csv/designs.csv")).contains("'=Coat 😀");
        fleet.asOperator()
                .get("/api/v1/platform/audit?tenant=" + tenant.id().value())
                .then()
                .body("items.action", hasItems("tenant.export", "export.link", "export.download"));
    }

    @Test
    void thePlatformExportsATenantThatWasDeleted() throws IOException {
        Fleet.Open tenant = fleet.open();
        String path = TENANTS + tenant.slug() + "/exports";
        fleet.awaitState(
                fleet.asOperator()
                        .delete(TENANTS + tenant.slug())
                        .then()
                        .extract()
                        .path("operation.id"),
                "succeeded");
        Response asked = fleet.asOperator().post(path);
        asked.then().statusCode(202).body("operation.kind", equalTo("tenant.export"));
        fleet.awaitState(asked.path("operation.id"), "succeeded");
        String id = asked.path("export.id");
        fleet.asOperator().get(path).then().statusCode(200).body("items.id", hasItem(id));
        fleet.asOperator().get(path + "/" + id).then().statusCode(200);
        String url =
                fleet.asOperator()
                        .post(path + "/" + id + "/link")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("url");
        assertThat(files(download(url).asByteArray())).containsKey("csv/designs.csv");

        Response removed = fleet.asOperator().delete(path + "/" + id);
        removed.then().statusCode(202).body("export.state", equalTo("deleting"));
        fleet.awaitState(removed.path("operation.id"), "succeeded");

        download(url).then().statusCode(404).body("code", equalTo("export_not_found"));
        fleet.asOperator()
                .get(path + "/" + id)
                .then()
                .statusCode(404)
                .body("code", equalTo("export_not_found"));
    }

    @Test
    void aLinkThatWasChangedIsRefusedAndTellsNothing() {
        Fleet.Open tenant = fleet.shared("exported");
        Fleet.Open other = fleet.shared("other");
        String id = ready(tenant);
        String url = link(tenant, id);
        String wrongTail = url.endsWith("A") ? "B" : "A";

        for (String changed :
                new String[] {
                    url.replace(tenant.id().value(), other.id().value()),
                    url.replace(id, Ulid.next()),
                    url.replaceFirst("expires=\\d+", "expires=99999999999"),
                    url.substring(0, url.length() - 2) + wrongTail + wrongTail,
                    url.replaceFirst("sig=.*", "sig=!"),
                    url.replaceFirst("&sig=.*", ""),
                    url.replaceFirst("\\?.*", "")
                }) {
            download(changed)
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("code", equalTo("link_invalid"))
                    .body(not(containsString(tenant.id().value())));
        }
        download(url).then().statusCode(200);
    }

    @Test
    void aLinkEndsAndSoDoesAnExport() {
        Fleet.Open tenant = fleet.open();
        String id = ready(tenant);
        String url = link(tenant, id);
        clock.putForward(Duration.ofMinutes(16));

        download(url).then().statusCode(410).body("code", equalTo("link_expired"));

        clock.putForward(Duration.ofDays(7).minusMinutes(17));
        String last = link(tenant, id);
        clock.putForward(Duration.ofSeconds(70));
        download(last).then().statusCode(410);
        asAdmin(tenant)
                .post(OWN + "/" + id + "/link")
                .then()
                .statusCode(410)
                .body("code", equalTo("export_expired"));
        exports.expireDue(100, JOB);
        clock.reset();
        awaitState(tenant, id, "expired");
        asAdmin(tenant).delete(OWN + "/" + id).then().statusCode(202);
    }

    @Test
    void whatIsDamagedIsNotTakenForAWholeZipAndNobodyWaitsForTheRest() throws IOException {
        Fleet.Open tenant = fleet.open();
        String id = ready(tenant);
        String url = link(tenant, id);
        Path stored =
                folder.resolve("exports").resolve(tenant.id().value()).resolve(id).resolve("zip");
        byte[] bytes = Files.readAllBytes(stored);
        bytes[bytes.length / 2] ^= 1;
        Files.write(stored, bytes);

        assertThatThrownBy(
                        () -> {
                            Response answer = download(url);
                            assertThat(answer.statusCode()).isGreaterThanOrEqualTo(500);
                            throw new IOException("refused as a whole");
                        })
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void oneExportIsMadeForAKeyHoweverOftenItIsSent() {
        Fleet.Open tenant = fleet.open();
        String token = fleet.adminToken(tenant.id());
        String key = Ulid.next();
        String first =
                Fleet.as(token)
                        .header("Idempotency-Key", key)
                        .post(OWN)
                        .then()
                        .extract()
                        .path("id");
        String second =
                Fleet.as(token)
                        .header("Idempotency-Key", key)
                        .post(OWN)
                        .then()
                        .extract()
                        .path("id");

        assertThat(second).isEqualTo(first);
        awaitState(tenant, first, "ready");
    }

    @Test
    void anothersExportIsNotFound() {
        Fleet.Open other = fleet.shared("other");
        String path = OWN + "/" + ready(fleet.shared("exported"));

        asAdmin(other).get(path).then().statusCode(404).body("code", equalTo("export_not_found"));
        asAdmin(other).post(path + "/link").then().statusCode(404);
        asAdmin(other).delete(path).then().statusCode(404);
        asAdmin(other).get(OWN).then().body("items.id", not(hasItem(path)));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/exports",
        "POST, /api/v1/exports",
        "GET, /api/v1/exports/x",
        "POST, /api/v1/exports/x/link",
        "DELETE, /api/v1/exports/x",
        "GET, /api/v1/platform/tenants/x/exports",
        "POST, /api/v1/platform/tenants/x/exports",
        "GET, /api/v1/platform/tenants/x/exports/x",
        "POST, /api/v1/platform/tenants/x/exports/x/link",
        "DELETE, /api/v1/platform/tenants/x/exports/x"
    })
    void othersMayNot(String method, String path) {
        Fleet.Open tenant = fleet.shared("exported");
        boolean isOwn = path.startsWith(OWN);
        RequestSpecification wrongRole =
                isOwn
                        ? Fleet.as(fleet.tokenWithoutTenant(Set.of("platform_admin")))
                        : asAdmin(tenant);

        given().request(method, path).then().statusCode(401);
        Fleet.as(tenant.token())
                .request(method, path)
                .then()
                .statusCode(403)
                .body("code", equalTo("permission_denied"));
        wrongRole.request(method, path).then().statusCode(403);
    }

    @Test
    void whatTheScheduleWantsIsMadeOnce() {
        Fleet.Open tenant = fleet.open();
        fleet.asOperator()
                .body(Map.of("value", "weekly"))
                .put(TENANTS + tenant.slug() + "/settings/exports.schedule")
                .then()
                .statusCode(200);

        schedule.askForDue(100, Duration.ofDays(7), JOB);
        schedule.askForDue(100, Duration.ofDays(7), JOB);

        assertThat(exports.list(tenant.id(), null, 10))
                .singleElement()
                .satisfies(export -> assertThat(export.scheduled()).isTrue());
        awaitState(tenant, exports.list(tenant.id(), null, 10).getFirst().id(), "ready");
    }
}
