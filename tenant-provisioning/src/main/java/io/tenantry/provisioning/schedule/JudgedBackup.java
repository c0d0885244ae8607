package io.tenantry.provisioning.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What retention says of a backup.
 *
 * @param backup its id
 * @param at when it was asked for
 * @param stays whether it stays for now
 * @param reasons why: hourly, daily, weekly, monthly, chain, manual, last, in_use, locked; empty if
 *     it goes
 * @param until when it may go, as the rules are; null for never
 */
public record JudgedBackup(
        String backup, Instant at, boolean stays, List<String> reasons, @Nullable Instant until) {
    static JudgedBackup of(Retention.Verdict verdict, @Nullable String otherReason) {
        List<String> reasons =
                otherReason != null
                        ? List.of(otherReason)
                        : verdict.reasons().stream()
                                .map(reason -> reason.name().toLowerCase(Locale.ROOT))
                                .toList();
        return new JudgedBackup(
                verdict.backup().id(),
                verdict.backup().at(),
                !reasons.isEmpty(),
                reasons,
                verdict.until());
    }
}
