package io.tenantry.benchmarks.fleet;

/** The floor: the very DDL, with the same parallelism; nothing written down, checked or noted. */
record ByHand(HandMadeFleet fleet) implements ChangeOfAll {
    @Override
    public String name() {
        return "DDL by hand";
    }

    @Override
    public int databases() {
        return fleet.names().size();
    }

    @Override
    public void change(int round) throws Exception {
        fleet.onEach((connection, database) ->
                HandMadeFleet.execute(
                        connection,
                        "ALTER TABLE `%s`.designs ADD COLUMN bench_%d INT NULL"
                                .formatted(database, round)));
    }
}
