package io.tenantry.benchmarks.workbench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.routing.secret.MasterKey;
import io.tenantry.routing.secret.SecretBox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Tenants that exist.
 *
 * @param controlPlane where their routes stand
 * @param masterKey under which the control plane's secrets are sealed, in base 64
 * @param admin of the server that holds their databases
 * @param tenants in the order of their rank: the first is the busiest
 */
public record Fleet(
        DatabaseAddress controlPlane,
        String masterKey,
        DatabaseAddress admin,
        List<FleetTenant> tenants) {

    public Fleet {
        tenants = List.copyOf(tenants);
    }

    public SecretBox secrets() {
        return new SecretBox(MasterKey.fromBase64(masterKey));
    }

    /** The fleet that another process wrote. */
    public static Fleet read(Path file) throws IOException {
        return new ObjectMapper().readValue(file.toFile(), Fleet.class);
    }

    /** Writes the fleet for another process. The file holds passwords: only its owner reads it. */
    public Path write(Path file) throws IOException {
        return PrivateFile.write(file, new ObjectMapper().writeValueAsString(this));
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "%d tenants in %s".formatted(tenants.size(), controlPlane);
    }
}
