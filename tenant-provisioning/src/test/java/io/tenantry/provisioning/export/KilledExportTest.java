package io.tenantry.provisioning.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.Crash;
import io.tenantry.provisioning.journal.Mishap;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.routing.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** A large export by a replica with little memory, which is killed in the middle of it. */
class KilledExportTest {
    private static final int DOUBLINGS = 14;
    private static final int TEXT = 3_200;
    private static final long ROWS = 1L << DOUBLINGS;

    @Test
    void anotherFinishesItInMemoryThatDoesNotHoldItAndNothingIsLeft() throws Exception {
        try (TestFleet fleet = TestFleet.create();
                TestReplica life = TestReplica.on(fleet);
                ExportReplica client =
                        new ExportReplica(
                                fleet,
                                "client",
                                step ->
                                        Mishap.before(
                                                step,
                                                _ -> {
                                                    throw new Crash();
                                                }))) {
            TenantId tenant = tenantWithALargeTable(fleet, life);
            // The others have clocks of their own, by which the client's lease is over.
            fleet.clock()
                    .advance(
                            Duration.between(
                                    fleet.clock().instant(), Instant.now().minusSeconds(20)));
            RequestedExport requested =
                    fleet.controlPlane()
                            .inTransaction(handle ->
                                    client.exports()
                                            .create(
                                                    handle,
                                                    tenant,
                                                    Duration.ofDays(3650),
                                                    TestFleet.OPERATOR));
            await().until(client::isIdle);
            Path place =
                    fleet.backupFolder()
                            .resolve("exports")
                            .resolve(tenant.value())
                            .resolve(requested.export().id());

            Process victim = ExportingProcess.start(fleet, "victim", "36m");
            try {
                await().atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> files(place).size() == 1);
            } finally {
                victim.destroyForcibly().waitFor();
            }
            assertThat(files(place)).singleElement().asString().contains("unfinished");
            Process survivor = ExportingProcess.start(fleet, "survivor", "36m");
            try {
                await().atMost(Duration.ofMinutes(2))
                        .until(() ->
                                client.operation(requested.operation()).state()
                                        != OperationState.RUNNING);
            } finally {
                survivor.destroyForcibly().waitFor();
            }

            assertThat(client.operation(requested.operation()).state())
                    .isEqualTo(OperationState.SUCCEEDED);
            assertThat(files(place)).singleElement().asString().endsWith("zip");
            Export export = client.exports().find(tenant, requested.export().id()).orElseThrow();
            assertThat(export.rows()).isEqualTo(ROWS);
            assertThat(textOf(client, export)).isGreaterThan(ROWS * TEXT);
        }
    }

    private static TenantId tenantWithALargeTable(TestFleet fleet, TestReplica life) {
        RequestedTenant requested =
                life.tenants()
                        .create(
                                new CreateTenant("large", "large", null, null, null),
                                TestFleet.OPERATOR);
        life.await(requested.operation());
        String table =
                fleet.inControlPlane("SELECT database_name FROM tenant_databases").getFirst()
                        + ".large";
        fleet.executeOnServer(
                "CREATE TABLE %s (id INT AUTO_INCREMENT PRIMARY KEY, t TEXT)".formatted(table));
        fleet.executeOnServer(
                "INSERT INTO %s (t) VALUES (REPEAT('0123456789abcdef', %d))"
                        .formatted(table, TEXT / 16));
        for (int i = 0; i < DOUBLINGS; i++) {
            fleet.executeOnServer("INSERT INTO %1$s (t) SELECT t FROM %1$s".formatted(table));
        }
        return requested.tenant().id();
    }

    private static List<Path> files(Path place) throws IOException {
        if (!Files.exists(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.toList();
        }
    }

    private static long textOf(ExportReplica client, Export export) throws IOException {
        try (InputStream stored =
                        client.exports().open(export.tenant(), export.id(), TestFleet.OPERATOR);
                ZipInputStream zip = new ZipInputStream(stored)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("jsonl/large.jsonl")) {
                    return zip.transferTo(OutputStream.nullOutputStream());
                }
            }
        }
        throw new AssertionError("no large table in the export");
    }
}
