package io.tenantry.replicas;

import io.tenantry.localstack.LocalRedis;
import io.tenantry.localstack.LocalStack;
import io.tenantry.server.FreshControlPlane;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Two replicas on one control plane, started at the same moment while that is still empty. */
final class Replicas implements AutoCloseable {
    static final int WARM_DATABASES = 3;

    private final FreshControlPlane controlPlane = FreshControlPlane.create();
    private final Inventory inventory = new Inventory(controlPlane);
    private final Orphans orphans = new Orphans(controlPlane);
    private final LocalStack stack = LocalStack.sharedOrStart();
    // Their own, so that it can be taken away.
    private final LocalRedis redis = stack.startRedis("replicas");
    private final Map<String, String> configuration = configuration(controlPlane, redis);
    private volatile Replica first = Replica.start("first", configuration);
    private volatile Replica second = Replica.start("second", configuration);

    private final Witness witness;

    Replicas() {
        try {
            awaitReady();
            witness = Witness.of(controlPlane);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private static Map<String, String> configuration(
            FreshControlPlane controlPlane, LocalRedis redis) {
        Map<String, String> config = controlPlane.configuration();
        config.put("quarkus.redis.hosts", "redis://%s:%d".formatted(redis.host(), redis.port()));
        config.put("tenantry.access.token.issuer", "https://replicas.tenantry.test");
        // A target that does not move, so that one database too many is seen.
        config.put("tenantry.provisioning.warm-databases", String.valueOf(WARM_DATABASES));
        config.put("tenantry.provisioning.most-warm-databases", String.valueOf(WARM_DATABASES));
        config.put("tenantry.provisioning.grace", "0S");
        // Just longer than the poll of routes.
        config.put("tenantry.provisioning.hearing", "3S");
        // Often, so that the replicas have something to quarrel about.
        config.put("tenantry.jobs.keep-databases-warm", "1s");
        config.put("tenantry.jobs.purge-deleted-tenants", "1s");
        config.put("tenantry.jobs.measure-servers", "1s");
        // What is on the servers is counted: no drill may have a database there meanwhile.
        config.put("tenantry.jobs.back-up-tenants", "off");
        config.put("tenantry.jobs.drill-restores", "off");
        return config;
    }

    FreshControlPlane controlPlane() {
        return controlPlane;
    }

    Inventory inventory() {
        return inventory;
    }

    Orphans orphans() {
        return orphans;
    }

    LocalRedis redis() {
        return redis;
    }

    Witness witness() {
        return witness;
    }

    Replica first() {
        return first;
    }

    Replica second() {
        return second;
    }

    List<Replica> both() {
        return List.of(first, second);
    }

    Replica named(String name) {
        return both().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    Replica otherThan(Replica one) {
        return one == first ? second : first;
    }

    /** Starts again whichever was killed, and waits until both serve. */
    void revive() {
        reviveLater();
        awaitReady();
    }

    /** Starts again whichever was killed. */
    void reviveLater() {
        first = alive(first);
        second = alive(second);
    }

    private Replica alive(Replica replica) {
        if (replica.isAlive()) {
            return replica;
        }
        replica.close();
        return Replica.start(replica.name(), configuration);
    }

    private void awaitReady() {
        both().forEach(Replica::awaitReady);
    }

    @Override
    public void close() {
        Stream.of(first, second).parallel().forEach(Replica::close);
        controlPlane.close();
        stack.close();
    }
}
