package io.tenantry.access.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.access.Permissions;
import io.tenantry.access.Staff;
import io.tenantry.access.model.Deed.Change;
import io.tenantry.access.model.Deed.ChangeRole;
import io.tenantry.access.model.Deed.DeleteDepartment;
import io.tenantry.access.model.Deed.DeleteRole;
import io.tenantry.access.model.Deed.HandOver;
import io.tenantry.access.model.Deed.Leave;
import io.tenantry.access.model.Deed.MakeDepartment;
import io.tenantry.access.model.Deed.MakeRole;
import io.tenantry.access.model.Deed.MergeDepartment;
import io.tenantry.access.model.Deed.MoveDepartment;
import io.tenantry.access.model.Deed.Remove;
import io.tenantry.access.model.Deed.SetManagers;
import io.tenantry.access.model.Organisation.Member;
import io.tenantry.access.model.Organisation.Role;
import io.tenantry.access.user.ActingMember;
import io.tenantry.access.user.People;
import io.tenantry.access.user.Reach;
import io.tenantry.access.user.Standing;
import io.tenantry.access.user.Standings;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of deeds, by people of every kind and across two tenants, against a small model:
 * each deed comes out as the model says, by the same code if it is refused, and afterwards the
 * control plane holds what the model holds. So nobody ever has a privilege that they do not have in
 * the model, no tenant is without an administrator, and nobody sees another tenant's people.
 *
 * <p>A failure names its seed: {@code -Dtenantry.seed=} plays it again, and {@code
 * -Dtenantry.access.sequences=} says how many seeds are played from there on.
 */
@ServerTest
class AccessModelTest {
    private static final int USUAL_SEQUENCES = 500;
    private static final int LONGEST = 6;
    private static final int PLAYERS = 2;

    @Inject Staff staff;
    @Inject People people;
    @Inject Standings standings;
    @Inject RealThing real;
    @Inject ControlPlane controlPlane;

    private final AtomicInteger deeds = new AtomicInteger();
    private final Map<String, Integer> outcomes = new ConcurrentSkipListMap<>();

    @Test
    void everyDeedComesOutAsInTheModel() throws Exception {
        Long again = Long.getLong("tenantry.seed");
        long first = again == null ? System.nanoTime() : again;
        int sequences =
                Integer.getInteger(
                        "tenantry.access.sequences", again == null ? USUAL_SEQUENCES : 1);
        AtomicInteger next = new AtomicInteger();
        long begun = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(PLAYERS)) {
            List<Future<?>> players = new ArrayList<>();
            for (int i = 0; i < PLAYERS; i++) {
                Stage stage = new Stage(staff, people::tenant);
                players.add(
                        threads.submit(() -> {
                            int played;
                            while ((played = next.getAndIncrement()) < sequences) {
                                play(stage, first + played);
                            }
                            return true;
                        }));
            }
            for (Future<?> player : players) {
                player.get();
            }
        }
        System.out.printf(
                "access model: %d sequences from seed %d, %d deeds, in %d ms: %s%n",
                sequences, first, deeds.get(), (System.nanoTime() - begun) / 1_000_000, outcomes);
        if (sequences >= USUAL_SEQUENCES) {
            assertThat(outcomes).containsKeys("done", "last_admin", "beyond_own_permissions");
        }
    }

    private void play(Stage stage, long seed) {
        List<String> told = new ArrayList<>();
        try {
            controlPlane.useTransaction(handle -> {
                told.clear();
                play(handle, stage, new Random(seed), told);
                throw new Curtain();
            });
        } catch (Curtain expected) {
            return;
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "seed %d (-Dtenantry.seed=%d plays it again):%n%s"
                            .formatted(seed, seed, String.join("\n", told)),
                    e);
        }
    }

    private void play(Handle handle, Stage stage, Random random, List<String> told) {
        Chance chance = new Chance(random);
        Organisation large = stage.large.copy();
        Organisation small = stage.small.copy();
        for (int i = chance.upTo(LONGEST); i >= 0; i--) {
            boolean inSmall = chance.oneIn(4);
            Organisation here = inSmall ? small : large;
            Organisation elsewhere = inSmall ? large : small;
            String by = chance.actor(here, elsewhere);
            Deed deed = chance.deed(here, elsewhere);
            told.add("%s in %s: %s".formatted(by, here.tenant.value(), deed));
            perform(handle, here, by, deed);
        }
        for (Organisation each : List.of(large, small)) {
            Organisation other = each == large ? small : large;
            assertThat(real.facts(handle, each.tenant)).isEqualTo(each.facts());
            assertThat(each.hasAdministrator()).isTrue();
            look(handle, each, chance.person(each, other));
        }
    }

    private void perform(Handle handle, Organisation here, String by, Deed deed) {
        String foreseen = foresee(here, by, deed);
        ActingMember acting = RealThing.acting(here.tenant, by);
        // Only that rule speaks after something has been written; the others leave no trace.
        boolean undone = foreseen.equals("last_admin");
        if (undone) {
            handle.savepoint("before");
        }
        String came = real.perform(handle, acting, deed);
        if (undone) {
            handle.rollbackToSavepoint("before");
        }
        if (foreseen.isEmpty() && Ulid.isValid(came)) {
            made(here, deed, came);
        } else {
            assertThat(came).isEqualTo(foreseen);
        }
        deeds.incrementAndGet();
        outcomes.merge(foreseen.isEmpty() ? "done" : foreseen, 1, Integer::sum);
    }

    private static String foresee(Organisation org, String by, Deed deed) {
        return switch (deed) {
            case Change change -> PeopleModel.change(org, by, change);
            case Remove remove -> PeopleModel.remove(org, by, remove);
            case Leave() -> PeopleModel.leave(org, by);
            case HandOver handOver -> PeopleModel.handOver(org, by, handOver);
            case MakeRole make -> OrderModel.make(org, by, make);
            case ChangeRole change -> OrderModel.change(org, by, change);
            case DeleteRole delete -> OrderModel.delete(org, by, delete);
            case MakeDepartment make -> OrderModel.make(org, by, make);
            case MoveDepartment move -> OrderModel.move(org, by, move);
            case MergeDepartment(String department, String into) ->
                    OrderModel.dissolve(org, by, department, into);
            case DeleteDepartment delete -> OrderModel.delete(org, by, delete);
            case SetManagers set -> OrderModel.setManagers(org, by, set);
        };
    }

    private static void made(Organisation org, Deed deed, String id) {
        switch (deed) {
            case MakeRole(boolean whole, var permissions) ->
                    org.roles.put(id, new Role(whole, permissions));
            case MakeDepartment(String parent) -> org.parents.put(id, parent);
            default -> throw new AssertionError(deed + " makes nothing");
        }
    }

    /** What somebody may do, and whom they see, is what the model says. */
    private void look(Handle handle, Organisation org, String person) {
        Optional<Standing> standing = standings.find(handle, org.tenant, person);
        Optional<Member> member = org.active(person);
        assertThat(standing.isPresent()).isEqualTo(member.isPresent());
        if (member.isEmpty()) {
            return;
        }
        Role role = org.role(member.get().role()).orElseThrow();
        assertThat(standing.get().permissions())
                .containsExactlyInAnyOrderElementsOf(role.permissions());
        assertThat(standing.get().reach() instanceof Reach.Everywhere)
                .isEqualTo(role.wholeTenant());
        if (org.permits(member.get(), Permissions.MEMBER_READ)) {
            assertThat(real.visibleTo(handle, RealThing.acting(org.tenant, person)))
                    .isEqualTo(org.visibleTo(member.get()));
        }
    }

    /** The sequence is over, and nothing has happened. */
    private static final class Curtain extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Curtain() {
            super(null, null, false, false);
        }
    }
}
