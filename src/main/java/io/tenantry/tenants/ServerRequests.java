package io.tenantry.tenants;

import io.tenantry.provisioning.server.Capacity;
import io.tenantry.provisioning.server.IntakeChange;
import io.tenantry.provisioning.server.Labels;
import io.tenantry.provisioning.server.ServerRegistration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls on database servers take. */
final class ServerRequests {
    private static final int LONGEST_HOST = 255;
    private static final int LONGEST_NAME = 63;
    private static final int LONGEST_USER = 32;
    private static final int LONGEST_PASSWORD = 200;
    private static final int HIGHEST_PORT = 65_535;
    private static final int HIGHEST_WEIGHT = 1_000;

    private ServerRequests() {}

    /** A server to add or to try: where it is, its admin, and how it shall take tenants. */
    @Schema(name = "NewDatabaseServer")
    record NewServer(
            @Schema(examples = "db2", pattern = "[a-z0-9][a-z0-9-]{0,62}")
                    @NotNull
                    @Size(max = LONGEST_NAME)
                    String name,
            @Schema(examples = "db2.internal.example") @NotBlank @Size(max = LONGEST_HOST)
                    String host,
            @Schema(examples = "3306") @NotNull @Min(1) @Max(HIGHEST_PORT) Integer port,
            @Schema(
                            description =
                                    "May create databases and accounts, and grant what it has",
                            examples = "tenantry_admin")
                    @NotBlank
                    @Size(max = LONGEST_USER)
                    String adminUser,
            @Schema(description = "Kept sealed; no call answers with it", format = "password")
                    @NotNull
                    @Size(max = LONGEST_PASSWORD)
                    String adminPassword,
            @Valid @Nullable Limits capacity,
            @Schema(examples = "100") @Min(0) @Max(HIGHEST_WEIGHT) @Nullable Integer weight,
            @Schema(examples = "{\"region\":\"eu\"}") @Nullable Map<String, String> labels) {
        ServerRegistration registration() {
            return new ServerRegistration(name, host, port, adminUser, adminPassword);
        }

        IntakeChange intake() {
            return change(capacity, weight, labels);
        }

        @Override
        public String toString() {
            return "NewServer[%s at %s:%d]".formatted(name, host, port);
        }
    }

    /** What shall become different in how a server takes tenants; what is left out stays. */
    @Schema(
            name = "DatabaseServerChange",
            description =
                    "What is left out stays as it is. capacity and labels are replaced as a whole.")
    record Change(
            @Valid @Nullable Limits capacity,
            @Schema(
                            description =
                                    "Its part of new tenants beside other servers; one of 0 takes only"
                                            + " those that name it",
                            examples = "100")
                    @Min(0)
                    @Max(HIGHEST_WEIGHT)
                    @Nullable Integer weight,
            @Schema(examples = "{\"region\":\"eu\"}") @Nullable Map<String, String> labels) {
        IntakeChange intake() {
            return change(capacity, weight, labels);
        }
    }

    /** When a server is full; null or left out is no limit. */
    @Schema(name = "DatabaseServerCapacity", description = "Null or left out is no limit.")
    record Limits(
            @Schema(description = "Never exceeded", examples = "1000") @Min(0)
                    @Nullable Integer maxTenants,
            @Schema(description = "Of tenants' data, as last measured", examples = "500000000000")
                    @Min(0)
                    @Nullable Long maxBytes,
            @Schema(description = "Of clients, as last measured", examples = "400") @Min(0)
                    @Nullable Integer maxConnections) {
        static Limits of(Capacity capacity) {
            return new Limits(
                    capacity.maxTenants(), capacity.maxBytes(), capacity.maxConnections());
        }

        Capacity capacity() {
            return new Capacity(maxTenants, maxBytes, maxConnections);
        }
    }

    private static IntakeChange change(
            @Nullable Limits limits,
            @Nullable Integer weight,
            @Nullable Map<String, String> labels) {
        return new IntakeChange(
                limits == null ? null : limits.capacity(),
                weight,
                labels == null ? null : new Labels(labels));
    }
}
