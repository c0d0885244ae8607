package io.tenantry.access.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.access.Roles;
import io.tenantry.access.Staff;
import io.tenantry.access.Staff.Person;
import io.tenantry.access.member.MemberMessages.MemberChange;
import io.tenantry.access.user.People;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.server.ServerTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of one tenant's people that meet. */
@ServerTest
class AtTheSameMomentTest {
    private static final MemberChange DEMOTION = new MemberChange(Roles.MEMBER, null, null);
    private static final int ROUNDS = 10;
    private static final int THREADS = 8;

    @Inject Staff staff;
    @Inject People people;
    @Inject Members members;
    @Inject HandingOver handingOver;
    @Inject ControlPlane controlPlane;

    private TenantId tenant;

    @BeforeEach
    void found() {
        tenant = people.tenant();
    }

    @Test
    void ofTwoWhoDemoteEachOtherOneStays() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            staff.disband(tenant);
            Person one = staff.hire(tenant, Roles.ENTERPRISE_ADMIN, null);
            Person another = staff.hire(tenant, Roles.ENTERPRISE_ADMIN, null);

            List<String> came =
                    together(List.of(() -> demote(one, another), () -> demote(another, one)));

            // Whoever comes second has been demoted by then.
            assertThat(came).containsExactlyInAnyOrder("done", "permission_denied");
            assertThat(administrators()).isEqualTo(1);
        }
    }

    @Test
    void ofTwoWhoLeaveOneStays() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            staff.disband(tenant);
            Person one = staff.hire(tenant, Roles.ENTERPRISE_ADMIN, null);
            Person another = staff.hire(tenant, Roles.ENTERPRISE_ADMIN, null);

            assertThat(together(List.of(() -> leave(one), () -> leave(another))))
                    .containsExactlyInAnyOrder("done", "last_admin");
            assertThat(administrators()).isEqualTo(1);
        }
    }

    @Test
    void eightWhoTurnOnEachOtherLeaveOneWhoRunsIt() throws Exception {
        staff.disband(tenant);
        List<Person> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(staff.hire(tenant, Roles.ENTERPRISE_ADMIN, null));
        }
        List<Callable<String>> deeds = new ArrayList<>();
        for (Person each : all) {
            deeds.add(() -> {
                Random random = new Random(each.id().hashCode());
                for (int i = 0; i < ROUNDS; i++) {
                    turn(random, each, all.get(random.nextInt(THREADS)));
                    assertThat(administrators()).isPositive();
                }
                return "done";
            });
        }

        assertThat(together(deeds)).containsOnly("done");
        assertThat(administrators()).isPositive();
    }

    private void turn(Random random, Person by, Person on) {
        switch (random.nextInt(4)) {
            case 0 -> demote(by, on);
            case 1 -> outcome(handle -> members.remove(handle, by.acting(), on.id()));
            case 2 -> leave(by);
            default ->
                    outcome(handle ->
                            handingOver.handOver(handle, by.acting(), on.id(), Roles.MEMBER));
        }
    }

    private String demote(Person by, Person on) {
        return outcome(handle -> members.change(handle, by.acting(), on.id(), DEMOTION));
    }

    private String leave(Person who) {
        return outcome(handle -> members.leave(handle, who.acting()));
    }

    private String outcome(Consumer<Handle> deed) {
        try {
            controlPlane.useTransaction(deed);
            return "done";
        } catch (ProblemException refused) {
            return refused.code().code();
        }
    }

    private static List<String> together(List<Callable<String>> deeds) throws Exception {
        CyclicBarrier start = new CyclicBarrier(deeds.size());
        List<String> came = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(deeds.size())) {
            List<Future<String>> all = new ArrayList<>();
            for (Callable<String> each : deeds) {
                all.add(
                        threads.submit(() -> {
                            start.await();
                            return each.call();
                        }));
            }
            for (Future<String> each : all) {
                came.add(each.get());
            }
        }
        return came;
    }

    private int administrators() {
        return controlPlane.read(handle ->
                handle.createQuery(
                                """
                                SELECT COUNT(*) FROM tenant_users
                                WHERE tenant_id = :tenant
                                  AND role = 'enterprise_admin'
                                  AND state = 'active'
                                """)
                        .bind("tenant", tenant.value())
                        .mapTo(Integer.class)
                        .one());
    }
}
