package io.tenantry.studio;

import static io.tenantry.tenants.Fleet.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.ValidatableResponse;
import io.tenantry.problem.ProblemException;
import io.tenantry.routing.TenantContext;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import io.tenantry.studio.DesignMessages.NewDesign;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How many designs a tenant may have. */
@ServerTest
class DesignLimitTest {
    private static final String DESIGNS = "/api/v1/designs";
    private static final int AT_ONCE = 16;

    private static final NewDesign DRESS = new NewDesign("Dress", "linen");

    @Inject Fleet fleet;
    @Inject Designs designs;

    private Fleet.Open limitedTo(Object most) {
        Fleet.Open open = fleet.open();
        limit(open, most);
        return open;
    }

    private void limit(Fleet.Open open, Object most) {
        fleet.asOperator()
                .body(Map.of("value", most))
                .put("/api/v1/platform/tenants/" + open.slug() + "/settings/studio.designs.max")
                .then()
                .statusCode(200);
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() ->
                        as(open.token())
                                .get("/api/v1/settings")
                                .then()
                                .body("values.'studio.designs.max'", equalTo(most)));
    }

    private static ValidatableResponse create(Fleet.Open open) {
        return as(open.token())
                .body(Map.of("title", "Dress", "prompt", "linen"))
                .post(DESIGNS)
                .then();
    }

    @Test
    void ofManyDesignsMadeAtOnceNotOneIsBeyondTheLimit() throws Exception {
        Fleet.Open open = limitedTo(5);
        Callable<Integer> making = () -> create(open).extract().statusCode();
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<Integer> call : callers.invokeAll(Collections.nCopies(AT_ONCE, making))) {
                answers.add(call.get());
            }
        }

        assertThat(answers).filteredOn(status -> status == 201).hasSize(5);
        assertThat(answers).filteredOn(status -> status == 409).hasSize(AT_ONCE - 5);
        as(open.token()).get(DESIGNS).then().body("items", hasSize(5));
    }

    @Test
    void whatOthersMadeSinceATransactionBeganCounts() throws Exception {
        Fleet.Open open = limitedTo(1);
        CyclicBarrier allHaveRead = new CyclicBarrier(2);
        Callable<Boolean> making =
                () ->
                        TenantContext.call(
                                open.id(),
                                () ->
                                        QuarkusTransaction.requiringNew()
                                                .call(() -> madeAfterReading(allHaveRead)));
        int refused = 0;
        try (ExecutorService callers = Executors.newFixedThreadPool(2)) {
            for (Future<Boolean> call : callers.invokeAll(Collections.nCopies(2, making))) {
                try {
                    assertThat(call.get()).isTrue();
                } catch (ExecutionException e) {
                    assertThat(e).hasRootCauseInstanceOf(ProblemException.class);
                    refused++;
                }
            }
        }

        assertThat(refused).isOne();
        as(open.token()).get(DESIGNS).then().body("items", hasSize(1));
    }

    private boolean madeAfterReading(CyclicBarrier allHaveRead) throws Exception {
        assertThat(designs.find(Ulid.next())).isEmpty();
        allHaveRead.await(30, TimeUnit.SECONDS);
        designs.create(DRESS, Ulid.next());
        return true;
    }

    @Test
    void whoIsAtTheLimitIsToldAndMayGoOnAfterDeletingOrRaisingIt() {
        Fleet.Open open = limitedTo(1);
        String id = create(open).statusCode(201).extract().path("id");

        create(open)
                .statusCode(409)
                .body("code", equalTo("limit_reached"))
                .body("detail", containsString("studio.designs.max is 1"));
        as(open.token()).delete(DESIGNS + "/" + id).then().statusCode(204);
        create(open).statusCode(201);
        limit(open, 2);
        create(open).statusCode(201);
        limit(open, "unlimited");
        create(open).statusCode(201);
    }

    @Test
    void aLimitBelowWhatIsThereDeletesNothing() {
        Fleet.Open open = fleet.open();
        create(open).statusCode(201);
        create(open).statusCode(201);

        limit(open, 0);

        create(open).statusCode(409);
        as(open.token()).get(DESIGNS).then().body("items", hasSize(2));
    }
}
