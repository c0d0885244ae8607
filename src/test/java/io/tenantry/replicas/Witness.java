package io.tenantry.replicas;

import io.tenantry.server.FreshControlPlane;
import java.util.List;

/**
 * Writes down, inside the control plane, what its tables show for a moment only: who ran which
 * operation, which replica ran which job from when to when, and which times of the schedule were
 * come to. Triggers see every change of every replica, in the order in which they happen.
 */
final class Witness {
    private final FreshControlPlane controlPlane;

    private Witness(FreshControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    /** Begins to write; the control plane must have its tables. */
    static Witness of(FreshControlPlane controlPlane) {
        controlPlane.executeInside(
                """
                CREATE TABLE seen_claims (
                    operation_id CHAR(26)     NOT NULL,
                    token        BIGINT       NOT NULL,
                    owner        VARCHAR(100) NOT NULL,
                    PRIMARY KEY (operation_id, token, owner))
                """,
                """
                CREATE TABLE seen_runs (
                    entry     VARCHAR(95)  NOT NULL PRIMARY KEY,
                    job       VARCHAR(190) NOT NULL,
                    replica   VARCHAR(190) NOT NULL,
                    began     DATETIME(6)  NOT NULL,
                    ended     DATETIME(6)  NULL)
                """,
                """
                CREATE TABLE seen_times (
                    job           VARCHAR(100) NOT NULL,
                    scheduled_for DATETIME(6)  NOT NULL)
                """,
                """
                CREATE TRIGGER time_came AFTER UPDATE ON job_times FOR EACH ROW
                INSERT INTO seen_times VALUES (NEW.job, NEW.scheduled_for)
                """,
                """
                CREATE TRIGGER claimed_at_once AFTER INSERT ON operations FOR EACH ROW
                INSERT IGNORE INTO seen_claims
                SELECT NEW.id, NEW.lease_token, NEW.lease_owner FROM DUAL
                WHERE NEW.lease_owner IS NOT NULL
                """,
                """
                CREATE TRIGGER claimed_later AFTER UPDATE ON operations FOR EACH ROW
                INSERT IGNORE INTO seen_claims
                SELECT NEW.id, NEW.lease_token, NEW.lease_owner FROM DUAL
                WHERE NEW.lease_owner IS NOT NULL
                """,
                """
                CREATE TRIGGER job_began AFTER UPDATE ON QRTZ_FIRED_TRIGGERS FOR EACH ROW
                INSERT IGNORE INTO seen_runs
                SELECT NEW.ENTRY_ID, NEW.JOB_NAME, NEW.INSTANCE_NAME, UTC_TIMESTAMP(6), NULL FROM DUAL
                WHERE NEW.STATE = 'EXECUTING'
                """,
                """
                CREATE TRIGGER job_ended AFTER DELETE ON QRTZ_FIRED_TRIGGERS FOR EACH ROW
                UPDATE seen_runs SET ended = UTC_TIMESTAMP(6) WHERE entry = OLD.ENTRY_ID
                """);
        return new Witness(controlPlane);
    }

    /** The replicas that ran operations. */
    List<String> replicasWithOperations() {
        return controlPlane.texts(
                "SELECT DISTINCT SUBSTRING_INDEX(owner, '/', 1) FROM seen_claims ORDER BY 1");
    }

    /** Operations that two runners held under the same token: there must be none. */
    List<String> claimedTwice() {
        return controlPlane.texts(
                """
                SELECT operation_id FROM seen_claims
                GROUP BY operation_id, token
                HAVING COUNT(*) > 1
                """);
    }

    /** Pairs of runs of one job that overlap, on whichever replicas: there must be none. */
    List<String> overlappingRuns() {
        return controlPlane.texts(
                """
                SELECT CONCAT_WS(' ', a.job, a.replica, a.began, a.ended, b.replica, b.began, b.ended)
                FROM seen_runs a
                JOIN seen_runs b ON a.job = b.job AND a.entry < b.entry
                WHERE a.began < COALESCE(b.ended, UTC_TIMESTAMP(6))
                  AND b.began < COALESCE(a.ended, UTC_TIMESTAMP(6))
                """);
    }

    /** Times of the schedule at which a job's work was begun more than once: there must be none. */
    List<String> timesRunTwice() {
        return controlPlane.texts(
                """
                SELECT CONCAT_WS(' ', job, scheduled_for) FROM seen_times
                GROUP BY job, scheduled_for
                HAVING COUNT(*) > 1
                """);
    }

    /** How many times of the schedule were come to. */
    int times() {
        return controlPlane.texts("SELECT DISTINCT job, scheduled_for FROM seen_times").size();
    }

    /** Jobs that have run so far, by name. */
    List<String> jobs() {
        return controlPlane.texts("SELECT DISTINCT job FROM seen_runs ORDER BY 1");
    }

    /** The replica that is in the middle of a job; empty if none is. */
    List<String> running(String job) {
        return controlPlane.texts(
                "SELECT replica FROM seen_runs WHERE ended IS NULL AND job LIKE '%%%s%%'"
                        .formatted(job));
    }

    /** How often a replica has ended a run of a job. */
    int runs(String job, String replica) {
        return Integer.parseInt(
                controlPlane
                        .texts(
                                """
                                SELECT COUNT(*) FROM seen_runs
                                WHERE ended IS NOT NULL AND job LIKE '%%%s%%' AND replica = '%s'
                                """
                                        .formatted(job, replica))
                        .getFirst());
    }
}
