package io.tenantry.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.routing.RoutingException;
import io.tenantry.server.ServerTest;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import javax.transaction.xa.XAException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the libraries below throw, as callers see it. */
@ServerTest
class TranslationTest {
    @ParameterizedTest
    @CsvSource({
        "NO_TENANT, 403, tenant_required",
        "MALFORMED_TENANT, 403, tenant_malformed",
        "TENANT_MISMATCH, 403, tenant_mismatch",
        "UNKNOWN_TENANT, 403, tenant_unknown",
        "NOT_READY, 503, tenant_not_ready",
        "SUSPENDED, 403, tenant_suspended",
        "MAINTENANCE, 503, tenant_maintenance",
        "GONE, 403, tenant_gone",
        "DIRECTORY_UNAVAILABLE, 503, directory_unavailable",
        "STALE_ROUTE, 503, route_stale",
        "IDENTITY_MISMATCH, 500, tenant_identity_mismatch",
        "CREDENTIALS_REFUSED, 503, tenant_credentials_refused",
        "DATABASE_MISSING, 503, tenant_database_missing",
        "SERVER_UNAVAILABLE, 503, database_server_unavailable",
        "SERVER_UNSUPPORTED, 503, database_server_unsupported",
        "SERVER_BUSY, 503, database_server_busy",
        "TENANT_SHARE_EXHAUSTED, 429, tenant_share_exhausted",
        "WRONG_TENANT, 500, tenant_wrong"
    })
    void routingFailuresAreFoundBelowTheirWrappers(
            RoutingException.Reason reason, int status, String code) {
        given().get("/test/echo/routing/" + reason)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body(not(containsString("db-7")));
    }

    @Test
    void whatPassesSaysWhenToComeBack() {
        given().get("/test/echo/routing/SERVER_UNAVAILABLE")
                .then()
                .header("Retry-After", equalTo("5"));
        ProblemException problem =
                Problems.from(
                        new RoutingException(
                                RoutingException.Reason.MAINTENANCE,
                                "closed",
                                Duration.ofSeconds(42),
                                null));
        assertThat(problem.retryAfter()).contains(Duration.ofSeconds(42));
    }

    @ParameterizedTest
    @CsvSource({
        "08S01, 0, database_server_unavailable", // MySQL and MariaDB: the connection is gone
        "70100, 1927, route_stale", // MariaDB: it was killed
        "70100, 1317, route_stale", // its statement was
        "40001, 1213, database_server_busy", // a deadlock
        "40001, 1205, database_server_busy" // a lock that others held for too long
    })
    void aSessionThatWasEndedAtWorkIsToComeBack(String state, int error, String code) {
        SQLException ended = new SQLException("ended", state, error);
        RollbackException commit = new RollbackException("could not commit");
        commit.addSuppressed(new XAException("one phase").initCause(ended));

        for (Throwable failure : List.of(ended, commit)) {
            ProblemException problem = Problems.from(new IllegalStateException(failure));
            assertThat(problem.code().code()).isEqualTo(code);
            assertThat(problem.code().status()).isEqualTo(503);
            assertThat(problem.retryAfter()).isPresent();
        }
    }

    @Test
    void whatADeadlockUndidIsDoneAgainAFewTimes() {
        given().get("/test/echo/deadlock/3").then().statusCode(200).body(equalTo("4"));
        given().get("/test/echo/deadlock/9")
                .then()
                .statusCode(503)
                .body("code", equalTo("database_server_busy"));
    }

    @ParameterizedTest
    @EnumSource
    void provisioningFailuresHaveACodeAndARemedy(ProvisioningException.Reason reason) {
        ProblemException problem = Problems.from(new ProvisioningException(reason, "said so"));

        assertThat(problem.remedy()).isNotBlank();
        given().get("/test/echo/provisioning/" + reason)
                .then()
                .statusCode(problem.code().status())
                .body("code", equalTo(problem.code().code()));
    }

    @Test
    void aBrokenChangelogSaysWhichChangesetAndWhatTheDatabaseSaid() {
        ProblemException problem =
                Problems.from(
                        new ProvisioningException(
                                ProvisioningException.Reason.CHANGELOG_BROKEN,
                                "changelog a.yaml: Migration failed for changeset b.sql::1::me: TABEL",
                                new SQLException("TABEL", "42000", 1064)));

        assertThat(problem.code()).isEqualTo(ErrorCode.CHANGELOG_BROKEN);
        assertThat(problem.code().status()).isEqualTo(409);
        assertThat(problem.detail()).contains("b.sql::1::me", "TABEL");
        assertThat(problem.remedy()).contains("changeset");
    }

    @Test
    void aServerThatGoesAwayInTheMiddleOfAChangelogIsNotABrokenChangelog() {
        ProblemException problem =
                Problems.from(
                        new ProvisioningException(
                                ProvisioningException.Reason.CHANGELOG_BROKEN,
                                "changelog a.yaml: gone",
                                new SQLNonTransientConnectionException("gone", "08S01")));

        assertThat(problem.code()).isEqualTo(ErrorCode.SERVER_UNREACHABLE);
        assertThat(problem.retryAfter()).isPresent();
    }

    @Test
    void aControlPlaneThatDoesNotAnswerIsNotAnInternalError() {
        Throwable down = new ConnectionException(new SQLException("Acquisition timeout"));
        assertThat(Problems.from(down).code()).isEqualTo(ErrorCode.CONTROL_PLANE_UNAVAILABLE);

        Throwable lost =
                new UnableToExecuteStatementException(
                        new SQLNonTransientConnectionException("gone", "08S01"), null);
        assertThat(Problems.from(lost).code()).isEqualTo(ErrorCode.CONTROL_PLANE_UNAVAILABLE);

        Throwable deadlock =
                new UnableToExecuteStatementException(
                        new SQLException("Deadlock found", "40001", 1213), null);
        assertThat(Problems.from(deadlock).code()).isEqualTo(ErrorCode.SERVICE_BUSY);
    }

    @Test
    void aTenantsConnectionThatBreaksInUseIsWorthARetry() {
        Throwable lost =
                new RuntimeException(
                        "flush failed", new SQLNonTransientConnectionException("gone", "08S01"));

        ProblemException problem = Problems.from(lost);

        assertThat(problem.code()).isEqualTo(ErrorCode.DATABASE_SERVER_UNAVAILABLE);
        assertThat(problem.retryAfter()).isPresent();
    }

    @Test
    void aCauseThatLoopsEnds() {
        RuntimeException first = new RuntimeException("first");
        RuntimeException second = new RuntimeException("second", first);
        first.initCause(second);

        assertThat(Problems.from(first).code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
    }

    @Test
    void codesAreUnique() {
        var codes = Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList();

        assertThat(new HashSet<>(codes)).hasSameSizeAs(codes);
        assertThat(codes).allMatch(code -> code.matches("[a-z][a-z_]+"));
    }
}
