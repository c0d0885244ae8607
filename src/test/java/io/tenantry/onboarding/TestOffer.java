package io.tenantry.onboarding;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;

/** What is offered in tests: open sign-up, unless a test says otherwise for a while. */
@Alternative
@Priority(1)
@Singleton
class TestOffer extends Offer {
    private volatile Mode mode = Mode.OPEN;
    private volatile int mostUnfinished = Integer.MAX_VALUE;
    private volatile int perPerson = 3;
    private volatile List<String> regions = List.of();

    TestOffer(OnboardingConfig config) {
        super(config);
    }

    void reset() {
        mode = Mode.OPEN;
        mostUnfinished = Integer.MAX_VALUE;
        perPerson = 3;
        regions = List.of();
    }

    void setMode(Mode another) {
        mode = another;
    }

    void setMostUnfinished(int most) {
        mostUnfinished = most;
    }

    void setPerPerson(int most) {
        perPerson = most;
    }

    void setRegions(List<String> offered) {
        regions = List.copyOf(offered);
    }

    @Override
    Mode mode() {
        return mode;
    }

    @Override
    int mostUnfinished() {
        return mostUnfinished;
    }

    @Override
    int perPerson() {
        return perPerson;
    }

    @Override
    List<String> regions() {
        return regions;
    }
}
