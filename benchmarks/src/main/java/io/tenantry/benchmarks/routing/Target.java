package io.tenantry.benchmarks.routing;

import io.tenantry.benchmarks.workbench.FleetTenant;
import io.tenantry.benchmarks.workbench.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What a request is for: a tenant's design, with the tenant's token. */
record Target(FleetTenant tenant, String token) {

    /** Writes what the load generator reads; see {@code designs.lua}. */
    static Path write(List<Target> targets, Path file) throws IOException {
        return PrivateFile.write(
                file,
                targets.stream()
                        .map(target -> target.token() + "\t" + target.tenant().designId())
                        .collect(Collectors.joining("\n", "", "\n")));
    }
}
