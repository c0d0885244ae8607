package io.tenantry.provisioning.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which backups stay, grandfather, father and son: the first of each period for so many periods.
 * The first rather than the last, so that it is known from the day on which a backup is made how
 * long it stays, and a lock can say so. A pure function: the same backups give the same answer.
 *
 * <p>What happened between two backups is had from the earlier one and the log. So the first of
 * each chain stays as the first of a day does, whatever hour it was made in.
 */
final class Retention {
    /** Why a backup stays. */
    enum Reason {
        HOURLY,
        DAILY,
        WEEKLY,
        MONTHLY,
        /** Nothing before it can be brought forward to what is after it. */
        CHAIN,
        /** Somebody asked for it. */
        MANUAL,
        /** It is the last good one. */
        LAST
    }

    /**
     * A good backup.
     *
     * @param at when it was asked for
     * @param chain the same for those from which, by the archived log, the same times can be come
     *     to
     */
    record Candidate(String id, Instant at, boolean manual, String chain) {}

    /**
     * What becomes of a backup.
     *
     * @param reasons empty if it may go
     * @param until when it may go if the rules stay as they are; null for never. A backup that is
     *     kept as the last good one may stay longer
     */
    record Verdict(Candidate backup, Set<Reason> reasons, @Nullable Instant until) {
        boolean stays() {
            return !reasons.isEmpty();
        }
    }

    private final KeepRules rules;
    private final Instant now;
    private final Set<String> chains = new HashSet<>();
    private final Map<Reason, Instant> lastPeriods = new EnumMap<>(Reason.class);

    private Retention(KeepRules rules, Instant now) {
        this.rules = rules;
        this.now = now;
    }

    /**
     * Judges a tenant's good backups.
     *
     * @return in the order of time, oldest first
     */
    static List<Verdict> judge(List<Candidate> backups, KeepRules rules, Instant now) {
        List<Candidate> sorted =
                backups.stream()
                        .sorted(Comparator.comparing(Candidate::at).thenComparing(Candidate::id))
                        .toList();
        Retention retention = new Retention(rules, now);
        List<Verdict> verdicts = new ArrayList<>();
        for (Candidate each : sorted) {
            verdicts.add(retention.judge(each, each.equals(sorted.getLast())));
        }
        return verdicts;
    }

    private Verdict judge(Candidate backup, boolean last) {
        Set<Reason> reasons = new TreeSet<>();
        Instant until = backup.at();
        for (Map.Entry<Reason, Instant> end : ends(backup).entrySet()) {
            until = later(until, end.getValue());
            if (end.getValue().isAfter(now)) {
                reasons.add(end.getKey());
            }
        }
        boolean forGood = backup.manual() && rules.manualDays() == Long.MAX_VALUE;
        if (forGood) {
            reasons.add(Reason.MANUAL);
        }
        if (last) {
            reasons.add(Reason.LAST);
        }
        return new Verdict(backup, reasons, forGood ? null : until);
    }

    /** Until when it stays, on each account on which it does. */
    private Map<Reason, Instant> ends(Candidate backup) {
        Map<Reason, Instant> ends = new EnumMap<>(Reason.class);
        for (Reason period : List.of(Reason.HOURLY, Reason.DAILY, Reason.WEEKLY, Reason.MONTHLY)) {
            ZonedDateTime start = start(period, backup.at());
            if (!start.toInstant().equals(lastPeriods.put(period, start.toInstant()))) {
                ends.put(period, end(period, start));
            }
        }
        if (chains.add(backup.chain())) {
            ends.put(Reason.CHAIN, end(Reason.DAILY, start(Reason.DAILY, backup.at())));
        }
        if (backup.manual() && rules.manualDays() != Long.MAX_VALUE) {
            ends.put(Reason.MANUAL, backup.at().plus(Duration.ofDays(rules.manualDays())));
        }
        return ends;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static ZonedDateTime start(Reason period, Instant at) {
        ZonedDateTime time = at.atZone(ZoneOffset.UTC);
        ZonedDateTime day = time.truncatedTo(ChronoUnit.DAYS);
        return switch (period) {
            case HOURLY -> time.truncatedTo(ChronoUnit.HOURS);
            case DAILY -> day;
            case WEEKLY -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTHLY -> day.withDayOfMonth(1);
            case CHAIN, MANUAL, LAST -> throw new IllegalArgumentException("no period: " + period);
        };
    }

    private Instant end(Reason period, ZonedDateTime start) {
        ZonedDateTime end =
                switch (period) {
                    case HOURLY -> start.plusHours(rules.hourly());
                    case DAILY -> start.plusDays(rules.daily());
                    case WEEKLY -> start.plusWeeks(rules.weekly());
                    case MONTHLY -> start.plusMonths(rules.monthly());
                    case CHAIN, MANUAL, LAST ->
                            throw new IllegalArgumentException("no period: " + period);
                };
        return end.toInstant();
    }
}
