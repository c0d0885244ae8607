package io.tenantry.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.redis.client.RedisClientName;
import io.quarkus.redis.datasource.RedisDataSource;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.Lane;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.tenant.PurgeTenant;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** What a purge does about Redis, with one and without. */
@ServerTest
class ForgetCacheKeysTest {
    @Inject RedisDataSource redis;

    @Inject
    @RedisClientName("away")
    RedisDataSource away;

    @Inject ControlPlane controlPlane;

    private final TenantId tenant = new TenantId(Ulid.next());

    private void run(RedisDataSource on) {
        new ForgetCacheKeys(new TenantCacheKeys(on), Clock.systemUTC()).execute(context());
    }

    private StepContext<PurgeTenant> context() {
        return new WritesAtOnce(tenant, controlPlane);
    }

    /** Knows the tenant and writes at once; the step asks for nothing else. */
    private record WritesAtOnce(TenantId tenant, ControlPlane controlPlane)
            implements StepContext<PurgeTenant> {
        @Override
        public void alongside(Consumer<Handle> writes) {
            controlPlane.useTransaction(writes);
        }

        @Override
        public OperationId operation() {
            throw new UnsupportedOperationException();
        }

        @Override
        public PurgeTenant input() {
            throw new UnsupportedOperationException();
        }

        @Override
        public <R> R read(Function<Handle, R> reading) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <R> R readOnce(Class<R> type, Function<Handle, R> reading) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AdminConnection admin(String serverId, DatabaseName database) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Lane lane(String serverId, int number) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <R> R record(Function<Handle, R> writes) {
            throw new UnsupportedOperationException();
        }
    }

    private List<String> noted(String table, String column) {
        return controlPlane.read(handle ->
                handle.createQuery(
                                "SELECT COALESCE(%s, 'not searched') FROM %s WHERE tenant_id = :id"
                                        .formatted(column, table))
                        .bind("id", tenant.value())
                        .mapTo(String.class)
                        .list());
    }

    @Test
    void removesTheTenantsKeysAndNoOthers() {
        String others = "tenantry:test:" + Ulid.next();
        redis.value(String.class).setex("tenantry:test:%s:a".formatted(tenant), 60, "x");
        redis.value(String.class).setex("tenantry:test:b:%s".formatted(tenant), 60, "x");
        redis.value(String.class).setex(others, 60, "x");

        run(redis);

        assertThat(redis.key().keys("*%s*".formatted(tenant))).isEmpty();
        assertThat(redis.key().exists(others)).isTrue();
        assertThat(noted("deletion_receipt_items", "name")).containsExactly("2 keys of Redis");
        assertThat(noted("deletion_receipt_searches", "found")).containsExactly("0");
    }

    @Test
    void saysThatRedisWasNotSearchedWhileItIsAway() {
        run(away);

        assertThat(noted("deletion_receipt_items", "name")).isEmpty();
        assertThat(noted("deletion_receipt_searches", "found")).containsExactly("not searched");
    }
}
