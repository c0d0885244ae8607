package io.tenantry.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import io.tenantry.access.factor.Authenticator;
import io.tenantry.routing.Ulid;
import io.tenantry.server.TestAccounts;
import io.tenantry.server.TestClock;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What holds when more than one replica of the server works on one control plane. */
@ExtendWith(TwoReplicas.class)
class TwoReplicasIT {
    private static final String TENANTS = "/api/v1/platform/tenants/";
    private static final String WARM_JOB = "keep-databases-warm";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Within this time the other replica has done what a killed one left. */
    private static final Duration TAKEN_OVER = Duration.ofSeconds(15);

    /** Two polls, and one that was under way. */
    private static final Duration DIRECTORY_AGE = Duration.ofSeconds(5);

    private static Replicas replicas;

    @BeforeAll
    static void start(Replicas both) {
        replicas = both;
    }

    @BeforeEach
    void bothAreUp() {
        replicas.revive();
        awaitQuiet();
    }

    @Test
    void whatBothAreAskedForAtOnceIsDoneOnce() throws Exception {
        String mark = Ulid.next();
        List<Callable<Response>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String wanted = newSlug();
            String key = Ulid.next();
            calls.add(() -> create(replicas.first(), newSlug(), Ulid.next()));
            calls.add(() -> create(replicas.second(), newSlug(), Ulid.next()));
            // The same wish through both doors, as a client sends it that tries again.
            calls.add(() -> create(replicas.first(), wanted, key));
            calls.add(() -> create(replicas.second(), wanted, key));
        }

        List<Response> answers = atOnce(calls);

        assertThat(answers).allSatisfy(a -> assertThat(a.statusCode()).isIn(202, 409));
        List<String> operations = operationsOf(answers);
        assertThat(operations).hasSize(24);
        awaitSucceeded(operations, PATIENCE);
        awaitQuiet();
        assertThat(stepsTwiceSince(mark, "doing")).isEmpty();
        assertThat(stepsTwiceSince(mark, "done")).isEmpty();
        assertThat(replicas.witness().claimedTwice()).isEmpty();
        assertThat(replicas.witness().replicasWithOperations()).containsExactly("first", "second");
        assertThat(replicas.inventory().found()).isEqualTo(replicas.inventory().promised());
    }

    /** Out of its jar, where files are found otherwise than in a folder of classes. */
    @Test
    void theConsoleIsThereAndItsScriptsAreTheSameOnBoth() {
        String page = replicas.first().asOperator().get("/").asString();
        Matcher script = Pattern.compile("src=\"(/assets/[^\"]+[.]js)\"").matcher(page);

        assertThat(script.find()).as(page).isTrue();
        List<Response> answers =
                replicas.both().stream()
                        .map(replica -> replica.asOperator().get(script.group(1)))
                        .toList();
        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
        assertThat(answers)
                .extracting(answer -> answer.header("ETag"))
                .containsOnly(answers.getFirst().header("ETag"));
    }

    @Test
    void aSlugThatBothAreAskedForGoesToOneTenant() throws Exception {
        String slug = newSlug();

        List<Response> answers =
                atOnce(
                        replicas.both().stream()
                                .<Callable<Response>>map(
                                        replica -> () -> create(replica, slug, Ulid.next()))
                                .toList());

        assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(202, 409);
        awaitSucceeded(operationsOf(answers), PATIENCE);
    }

    @Test
    void eachJobRunsOnOneReplicaAtATime() throws Exception {
        List<String> tenants = new ArrayList<>();
        for (Replica replica : List.of(replicas.first(), replicas.second(), replicas.first())) {
            tenants.add(OpenTenant.at(replica).slug());
        }
        for (String tenant : tenants) {
            Response deleted = replicas.second().asOperator().delete(TENANTS + tenant);
            awaitSucceeded(operationsOf(List.of(deleted)), PATIENCE);
        }
        String ids = tenants.stream().map("'%s'"::formatted).collect(Collectors.joining(","));

        replicas.controlPlane()
                .executeInside(
                        "UPDATE tenants SET purge_after = deleted_at WHERE slug IN (%s)"
                                .formatted(ids));
        await().atMost(PATIENCE).until(() -> succeededPurges() >= tenants.size());
        awaitQuiet();

        assertThat(replicas.witness().jobs())
                .contains("keep-databases-warm", "measure-servers", "purge-deleted-tenants");
        assertThat(replicas.witness().overlappingRuns()).isEmpty();
        assertThat(replicas.witness().timesRunTwice()).isEmpty();
        assertThat(replicas.witness().times()).isPositive();
        // One too many would stay: nothing takes a ready database of the present version away.
        assertThat(inControlPlane("SELECT state FROM warm_databases"))
                .hasSize(Replicas.WARM_DATABASES)
                .containsOnly("ready");
        assertThat(inControlPlane("SELECT kind FROM operations WHERE kind = 'tenant.purge'"))
                .hasSameSizeAs(tenants);
        assertThat(replicas.inventory().found()).isEqualTo(replicas.inventory().promised());
    }

    /** It dies in the middle of operations and of a job, which the other's must then wait for. */
    @Test
    void whatAKilledReplicaLeavesIsDoneByTheOtherWithinFifteenSeconds() throws Exception {
        String mark = Ulid.next();
        try (Connection stopper = replicas.controlPlane().connect();
                Statement statement = stopper.createStatement()) {
            stopper.setAutoCommit(false);
            // The job waits for these rows; creations pass them by and are made from nothing.
            statement.executeQuery("SELECT id FROM warm_databases FOR UPDATE");
            await().atMost(PATIENCE).until(() -> !replicas.witness().running(WARM_JOB).isEmpty());
            Replica victim = replicas.named(replicas.witness().running(WARM_JOB).getFirst());
            Replica survivor = replicas.otherThan(victim);
            int runsBefore = replicas.witness().runs(WARM_JOB, survivor.name());
            List<Response> asked =
                    atOnce(
                            IntStream.range(0, 12)
                                    .<Callable<Response>>mapToObj(
                                            _ -> () -> create(victim, newSlug(), Ulid.next()))
                                    .toList());
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> leasedBy(victim).size() >= 2);

            Instant killed = Instant.now();
            victim.kill();
            List<String> left = leasedBy(victim);
            stopper.rollback();

            assertThat(left).isNotEmpty();
            awaitSucceeded(left, TAKEN_OVER.minus(Duration.between(killed, Instant.now())));
            await().atMost(TAKEN_OVER.minus(Duration.between(killed, Instant.now())))
                    .until(() -> replicas.witness().runs(WARM_JOB, survivor.name()) > runsBefore);
            awaitSucceeded(operationsOf(asked), PATIENCE);
        }
        awaitQuiet();
        // What was begun when the other died begins once more, but nothing ends twice.
        assertThat(stepsTwiceSince(mark, "done")).isEmpty();
        assertThat(replicas.witness().claimedTwice()).isEmpty();
        assertThat(replicas.witness().overlappingRuns()).isEmpty();
        assertThat(replicas.inventory().found()).isEqualTo(replicas.inventory().promised());
    }

    /** They die wherever they are, while their clients turn to the other. */
    @Test
    void killsAtRandomMomentsOfFiftyCreationsLeaveNothingHalfMade() throws Exception {
        SplittableRandom random = new SplittableRandom(20261126);
        try (Creations creations = new Creations(replicas::both)) {
            creations.ask(25);
            kill(replicas.first(), random);
            // The other one, too, so that for a while nobody is there.
            kill(replicas.second(), random);
            replicas.revive();
            creations.ask(25);
            kill(replicas.first(), random);
            replicas.revive();
            List<String> operations = creations.operations();

            assertThat(operations).hasSize(50).doesNotHaveDuplicates();
            awaitEnded(operations);
        }
        awaitQuiet();
        assertThat(replicas.orphans().found()).isEmpty();
        assertThat(replicas.inventory().found()).isEqualTo(replicas.inventory().promised());
        // Some took over a database that was made before anybody asked for them.
        assertThat(inControlPlane("SELECT id FROM tenant_databases WHERE id < tenant_id"))
                .isNotEmpty();
    }

    private static void kill(Replica victim, SplittableRandom random) {
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1_500)).toNanos());
        victim.kill();
        replicas.reviveLater();
    }

    @Test
    void withoutRedisWorkGoesOnAndASuspensionIsObeyedWithinTheDirectorysAge() throws Exception {
        String bystander = OpenTenant.at(replicas.first()).token();
        OpenTenant suspended = OpenTenant.at(replicas.first());
        String token = suspended.token();
        assertThat(designs(replicas.second(), token)).isEqualTo(200);

        replicas.redis().kill();
        try {
            assertServed(bystander);
            suspend(suspended.slug());
            await().atMost(DIRECTORY_AGE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        assertServed(bystander);
                        return designs(replicas.second(), token) == 403;
                    });

            // One that starts now does not wait for Redis either.
            replicas.second().kill();
            replicas.revive();
            assertServed(bystander);
            assertThat(designs(replicas.second(), token)).isEqualTo(403);
        } finally {
            replicas.redis().start();
        }

        // Both listen again, so that a change is heard at once.
        await().atMost(PATIENCE).until(() -> Listeners.of(replicas.redis()) == 2);
        assertServed(bystander);
    }

    @Test
    void aSessionThatIsEndedAtOneReplicaIsOverAtTheOtherWithinASecond() {
        String token =
                replicas.first().signIn(TestAccounts.ADMIN_EMAIL, TestAccounts.ADMIN_PASSWORD);
        Replica other = replicas.second();
        String sessions = "/api/v1/me/sessions";
        String session = other.as(token).get(sessions).path("items.find { it.current }.id");

        replicas.first().as(token).delete(sessions + "/" + session).then().statusCode(204);

        await().atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> "token_revoked".equals(other.as(token).get(sessions).path("code")));
    }

    @Test
    void aCodeThatBothAreSentAtOnceIsGoodAtOneOfThem() throws Exception {
        String email = Ulid.next().toLowerCase(Locale.ROOT) + "@replicas.test";
        // With a password that is there, so that none is hashed.
        replicas.controlPlane()
                .executeInside(
                        """
                        INSERT INTO users
                            (id, email, name, password_hash, state, created_at, changed_at)
                        SELECT '%s', '%s', 'Ada', password_hash, state, created_at, changed_at
                        FROM users
                        WHERE email = '%s'
                        """
                                .formatted(Ulid.next(), email, TestAccounts.ADMIN_EMAIL));
        Map<String, String> password = Map.of("password", TestAccounts.ADMIN_PASSWORD);
        String token = replicas.first().signIn(email, TestAccounts.ADMIN_PASSWORD);
        String factor = "/api/v1/me/factor";
        Authenticator authenticator =
                new Authenticator(
                        replicas.first().as(token).body(password).post(factor).path("secret"),
                        new TestClock());
        replicas.second()
                .as(token)
                .body(Map.of("code", authenticator.code()))
                .post(factor + "/confirm")
                .then()
                .statusCode(200);
        String code = authenticator.upcomingCode();
        List<Callable<Response>> calls = new ArrayList<>();
        for (Replica replica : replicas.both()) {
            String challenge = replica.challenge(email, TestAccounts.ADMIN_PASSWORD);
            calls.add(() -> replica.complete(challenge, code));
        }

        List<Response> answers = atOnce(calls);

        assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(200, 401);
    }

    private static void assertServed(String token) {
        for (Replica replica : replicas.both()) {
            assertThat(designs(replica, token)).isEqualTo(200);
        }
    }

    private static void suspend(String slug) {
        replicas.first()
                .asOperator()
                .body(Map.of())
                .post(TENANTS + slug + "/suspend")
                .then()
                .statusCode(202);
    }

    private static int succeededPurges() {
        return inControlPlane(
                        "SELECT id FROM operations WHERE kind = 'tenant.purge' AND state = 'succeeded'")
                .size();
    }

    private static int designs(Replica replica, String token) {
        return replica.as(token).get("/api/v1/designs").statusCode();
    }

    private static Response create(Replica replica, String slug, String idempotencyKey) {
        // Somebody who is there already, so that no password is hashed.
        Map<String, String> admin = Map.of("email", TestAccounts.ADMIN_EMAIL, "name", "Ada");
        return replica.asOperator()
                .header("Idempotency-Key", idempotencyKey)
                .body(Map.of("slug", slug, "name", "Acme Fashion", "admin", admin))
                .post(TENANTS);
    }

    private static String newSlug() {
        return "t-" + Ulid.next().toLowerCase(Locale.ROOT);
    }

    private static List<Response> atOnce(List<Callable<Response>> calls) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(calls.size())) {
            List<Response> answers = new ArrayList<>();
            for (Future<Response> answer : clients.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    /** The operations that were accepted, each once. */
    private static List<String> operationsOf(List<Response> answers) {
        return answers.stream()
                .filter(answer -> answer.statusCode() == 202)
                .map(answer -> answer.<String>path("operation.id"))
                .distinct()
                .toList();
    }

    private static void awaitEnded(List<String> operations) {
        String ids = operations.stream().map("'%s'"::formatted).collect(Collectors.joining(","));
        await().atMost(PATIENCE.multipliedBy(2))
                .until(
                        () ->
                                inControlPlane(
                                        "SELECT state FROM operations WHERE id IN (%s)"
                                                .formatted(ids)),
                        states ->
                                states.stream().allMatch(List.of("succeeded", "undone")::contains));
    }

    private static void awaitSucceeded(List<String> operations, Duration patience) {
        String ids = operations.stream().map("'%s'"::formatted).collect(Collectors.joining(","));
        await().atMost(patience)
                .until(
                        () ->
                                inControlPlane(
                                        "SELECT state FROM operations WHERE id IN (%s)"
                                                .formatted(ids)),
                        states -> states.stream().allMatch("succeeded"::equals));
    }

    /** Nothing is under way, and as many databases are ready as there should be. */
    private static void awaitQuiet() {
        await().atMost(PATIENCE)
                .until(() ->
                        inControlPlane("SELECT id FROM operations WHERE state = 'running'")
                                        .isEmpty()
                                && inControlPlane("SELECT id FROM warm_databases").size()
                                        >= Replicas.WARM_DATABASES);
    }

    private static List<String> leasedBy(Replica replica) {
        return inControlPlane(
                """
                SELECT id FROM operations
                WHERE state = 'running' AND kind = 'tenant.create' AND lease_owner LIKE '%s/%%'
                """
                        .formatted(replica.name()));
    }

    /** Steps of operations asked for since, of which the journal tells this more than once. */
    private static List<String> stepsTwiceSince(String mark, String state) {
        return inControlPlane(
                """
                SELECT CONCAT_WS(' ', operation_id, step, COUNT(*)) FROM operation_events
                WHERE operation_id > '%s' AND state = '%s'
                GROUP BY operation_id, step
                HAVING COUNT(*) > 1
                """
                        .formatted(mark, state));
    }

    private static List<String> inControlPlane(String sql) {
        return replicas.controlPlane().texts(sql);
    }
}
