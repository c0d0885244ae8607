package io.tenantry.routing.testkit;

import java.util.SplittableRandom;

/** What a unit of work of the leak kit does, and how many of 10,000 do it. */
public enum Scenario {
    READ(3_875),
    COMMIT(1_700),
    ROLLBACK(1_300),
    EXCEPTION(800),
    HOLDER_COMMITS(500),
    FORGOTTEN(400),
    SESSION_STATE(400),
    NESTED(350),
    SECOND_TENANT(300),
    /** Work that a request hands to another thread, for its own tenant or another. */
    JOB(300),
    /** A connection that the server ends while it is leased. */
    KILLED(30),
    /** An account whose password is changed behind everybody's back, and then in the books. */
    REFUSED(20),
    /** A statement that the server gives up. */
    STATEMENT_TIMEOUT(20),
    /** A transaction that is given up by the transaction manager; takes a second. */
    TRANSACTION_TIMEOUT(5);

    private static final int ALL = 10_000;

    private final int weight;

    Scenario(int weight) {
        this.weight = weight;
    }

    static Scenario drawn(SplittableRandom random) {
        int dice = random.nextInt(ALL);
        for (Scenario scenario : values()) {
            dice -= scenario.weight;
            if (dice < 0) {
                return scenario;
            }
        }
        return READ;
    }
}
