package io.tenantry.benchmarks.routing;

import io.tenantry.benchmarks.process.Wrk;
import io.tenantry.benchmarks.workbench.Benchmark;
import io.tenantry.benchmarks.workbench.Fleet;
import io.tenantry.benchmarks.workbench.FleetTenant;
import io.tenantry.benchmarks.workbench.Workbench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What every benchmark of requests needs before its servers start.
 *
 * @param folder for configuration, logs and what the load generator reads
 * @param issuer its key is in the fleet's control plane
 * @param targets a design of each tenant, with a token
 * @param file the same for the load generator
 */
record Scene(
        Wrk wrk,
        Path folder,
        Fleet fleet,
        TokenIssuer issuer,
        List<Target> targets,
        Path file,
        Servers servers) {
    static Scene of(Workbench workbench, Benchmark benchmark, Fleet fleet) throws Exception {
        Path folder = Files.createDirectories(workbench.folder(benchmark));
        TokenIssuer issuer = new TokenIssuer();
        issuer.install(fleet.controlPlane(), fleet.secrets());
        List<Target> targets = new ArrayList<>();
        for (FleetTenant tenant : fleet.tenants()) {
            targets.add(new Target(tenant, issuer.issue(tenant.id())));
        }
        return new Scene(
                new Wrk(workbench.options().home().resolve("benchmarks/wrk/designs.lua")),
                folder,
                fleet,
                issuer,
                List.copyOf(targets),
                Target.write(targets, folder.resolve("targets.tsv")),
                new Servers(workbench, folder, issuer.writePublicKey(folder.resolve("key.pem"))));
    }
}
