package io.tenantry.benchmarks.workbench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures several subjects in turns, so that what drifts meanwhile meets all of them alike. */
public final class Rounds {

    private Rounds() {}

    /** Measures one subject once. */
    @FunctionalInterface
    public interface Trial<S, R> {
        R measure(S subject, int round) throws Exception;
    }

    /**
     * Every subject in every round; each second round in reverse order.
     *
     * @param rounds at least one
     * @return the outcomes of each subject, by round, subjects in the order given
     */
    public static <S, R> Map<S, List<R>> alternate(int rounds, List<S> subjects, Trial<S, R> trial)
            throws Exception {
        Map<S, List<R>> outcomes = new LinkedHashMap<>();
        subjects.forEach(subject -> outcomes.put(subject, new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (S subject : round % 2 == 0 ? subjects : subjects.reversed()) {
                R outcome = trial.measure(subject, round);
                outcomes.computeIfAbsent(subject, s -> new ArrayList<>()).add(outcome);
            }
        }
        return outcomes;
    }
}
