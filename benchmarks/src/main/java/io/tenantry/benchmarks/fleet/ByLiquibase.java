package io.tenantry.benchmarks.fleet;

import io.tenantry.provisioning.liquibase.SerialLiquibase;

/** The usual way: a Liquibase run for each database, one after the other. */
record ByLiquibase(HandMadeFleet fleet) implements ChangeOfAll {
    @Override
    public String name() {
        return "Liquibase, one by one";
    }

    @Override
    public int databases() {
        return fleet.names().size();
    }

    @Override
    public void change(int round) throws Exception {
        fleet.onEach((connection, database) -> {
            connection.setCatalog(database);
            SerialLiquibase.update(connection, "changelog-bench/round-%d.yaml".formatted(round));
        });
    }
}
