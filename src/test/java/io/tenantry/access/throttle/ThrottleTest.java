package io.tenantry.access.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final Throttles throttles =
            new Throttles(
                    new LocalAttemptCounters(Clock.systemUTC()),
                    new Limits(3, 5, Duration.ofMinutes(15)));
    private final Throttle throttle = throttles.ofPasswords();

    @Test
    void guessingOnePasswordForManyAccountsEndsAtTheAddress() {
        for (int i = 0; i < 5; i++) {
            throttle.admit("victim" + i + "@people.test", "203.0.113.9");
        }

        refused("victim5@people.test", "203.0.113.9");
        assertThatCode(() -> throttle.admit("victim5@people.test", "203.0.113.10"))
                .doesNotThrowAnyException();
    }

    @Test
    void movingWithinAnIpv6NetworkDoesNotHelp() {
        for (int i = 0; i < 5; i++) {
            throttle.admit("victim" + i + "@people.test", "2001:db8::" + i);
        }

        refused("victim5@people.test", "2001:db8::ffff");
    }

    @Test
    void anotherSpellingOfTheAccountDoesNotHelp() {
        throttle.admit("victim@people.test", "203.0.113.1");
        throttle.admit(" Victim@People.test", "203.0.113.2");
        throttle.admit("VICTIM@PEOPLE.TEST ", "203.0.113.3");

        refused("victim@people.test", "203.0.113.4");
    }

    @Test
    void peopleWhoSucceedDoNotUseUpTheAddressTheyShare() {
        for (int i = 0; i < 50; i++) {
            throttle.admit("person" + i + "@people.test", "203.0.113.9");
            throttle.forgive("person" + i + "@people.test", "203.0.113.9");
        }
    }

    @Test
    void whatIsGuessedOfAnAccountIsCountedByItsKindAndAtItsAddressTogether() {
        Throttle codes = throttles.of("codes", 1);
        codes.admit("victim@people.test", "203.0.113.9");

        assertThatThrownBy(() -> codes.admit("victim@people.test", "203.0.113.10"))
                .isInstanceOf(ProblemException.class);
        for (int i = 0; i < 3; i++) {
            throttle.admit("victim@people.test", "203.0.113.9");
        }
        codes.admit("another@people.test", "203.0.113.9");
        refused("anybody@people.test", "203.0.113.9");
    }

    @Test
    void askingForManyMailsFromAnAddressKeepsNobodyThereFromSigningIn() {
        Throttle joins = throttles.ofMails("join", 3);
        Throttle resets = throttles.ofMails("reset", 3);
        for (int i = 0; i < 4; i++) {
            joins.admit("person" + i + "@people.test", "203.0.113.9");
        }
        resets.admit("person@people.test", "203.0.113.9");

        assertThatThrownBy(() -> joins.admit("person5@people.test", "203.0.113.9"))
                .isInstanceOf(ProblemException.class);
        assertThatCode(() -> throttle.admit("person5@people.test", "203.0.113.9"))
                .doesNotThrowAnyException();
    }

    private void refused(String email, String address) {
        assertThatThrownBy(() -> throttle.admit(email, address))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> {
                            assertThat(problem.code()).isEqualTo(ErrorCode.TOO_MANY_ATTEMPTS);
                            assertThat(problem.retryAfter()).isPresent();
                        });
    }

    private record Limits(int attemptsPerAccount, int attemptsPerAddress, Duration window)
            implements ThrottleConfig {}

    @Test
    void whatIsAllowedFromAnAddressIsAllowedToNobodyOnceAllTogetherHaveHadEnough() {
        Allowance allowance =
                throttles.allowance("test", new Allowance.Limits(2, 5, Duration.ofHours(1)));
        for (int i = 0; i < 2; i++) {
            allowance.admit("203.0.113.20");
            allowance.admit("2001:db8::" + i);
        }
        assertThatThrownBy(() -> allowance.admit("203.0.113.20"))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> allowance.admit("2001:db8::ffff"))
                .isInstanceOf(ProblemException.class);

        allowance.admit("203.0.113.21");

        assertThatThrownBy(() -> allowance.admit("203.0.113.22"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.retryAfter()).isPresent());
    }
}
