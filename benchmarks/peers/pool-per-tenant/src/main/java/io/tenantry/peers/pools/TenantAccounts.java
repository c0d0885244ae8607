package io.tenantry.peers.pools;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every tenant's database and account, held in memory from a file of tab-separated lines: tenant,
 * database, user, password. A real service would ask a catalogue; here that costs nothing, to this
 * peer's advantage.
 */
@ApplicationScoped
class TenantAccounts {

    private final Map<String, Account> accounts;

    TenantAccounts(PeerConfig config) {
        try (Stream<String> lines = Files.lines(config.tenants())) {
            accounts =
                    lines.map(line -> line.split("\t", -1))
                            .collect(
                                    Collectors.toUnmodifiableMap(
                                            field -> field[0],
                                            field -> new Account(field[1], field[2], field[3])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a tenant's rows lie, and who may read them. */
    record Account(String database, String user, String password) {}

    /**
     * @throws IllegalArgumentException if no such tenant is known
     */
    Account of(String tenant) {
        @Nullable Account account = accounts.get(tenant);
        if (account == null) {
            throw new IllegalArgumentException("No such tenant: " + tenant);
        }
        return account;
    }
}
