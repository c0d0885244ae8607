package io.tenantry.provisioning.check;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.ServerDoor;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a server brought.
 *
 * @param load null if it could not be measured
 */
record Examination(List<Finding> findings, @Nullable Load load) {
    /**
     * Looks at all of it. Whatever is wrong becomes a finding.
     *
     * @param covered what was committed before is archived of its log; empty if nothing is
     */
    static Examination of(ServerDoor door, int poolSize, Optional<Instant> covered, Instant now) {
        List<Finding> findings = new ArrayList<>();
        Load load = null;
        try (AdminConnection admin = door.asAdmin()) {
            findings.add(Finding.ok("sign_in", "the server answers and knows the admin account"));
            findings.add(Finding.ok("version", admin.version().release()));
            findings.addAll(SettingsCheck.of(admin, poolSize));
            if (covered.isPresent()) {
                findings.add(ArchiveCheck.of(admin, covered.get(), now));
            }
            findings.add(encryption(door));
            findings.addAll(GrantsCheck.of(door, admin));
            load = Load.of(admin);
            findings.add(load.finding());
        } catch (ProvisioningException e) {
            findings.add(closedDoor(e));
        } catch (SQLException e) {
            findings.add(
                    Finding.error(
                            "connection",
                            "broke during the check: " + e.getMessage(),
                            "Look into the server's error log, and check again."));
        }
        return new Examination(List.copyOf(findings), load);
    }

    private static Finding encryption(ServerDoor door) {
        return door.encrypts()
                ? Finding.ok("tls", "connections can be encrypted")
                : Finding.warning(
                        "tls",
                        "the server encrypts no connections",
                        Remedy.configure("ssl_cert, ssl_key and ssl_ca, the paths of PEM files"));
    }

    private static Finding closedDoor(ProvisioningException e) {
        String found = String.valueOf(e.getMessage());
        return switch (e.reason()) {
            case SERVER_UNREACHABLE ->
                    Finding.error(
                            "reachable",
                            found,
                            "Start the server; check its address, bind_address and the firewall.");
            case SERVER_REFUSED ->
                    Finding.error(
                            "sign_in",
                            found,
                            "Check the account's password, and that it may sign in from here: 'user'@'%'.");
            case SERVER_UNSUPPORTED -> Finding.error("version", found, "Upgrade the server.");
            default -> throw e;
        };
    }
}
