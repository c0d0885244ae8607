package io.tenantry.provisioning.changelog;

import io.tenantry.provisioning.liquibase.SerialLiquibase;
import java.util.Locale;
import java.util.Set;
import liquibase.ChecksumVersion;
import liquibase.change.CheckSum;
import liquibase.changelog.ChangeSet;
import liquibase.precondition.Precondition;
import liquibase.precondition.PreconditionLogic;
import liquibase.precondition.core.PreconditionContainer;
import liquibase.precondition.core.PreconditionContainer.ErrorOption;
import liquibase.precondition.core.PreconditionContainer.FailOption;
import liquibase.serializer.core.string.StringChangeLogSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A changeset of the changelog that this process carries, as far as it matters beyond its SQL.
 *
 * @param key what tells it from all others, as {@link SerialLiquibase#ran} names them
 * @param checksum Liquibase's, over what it does
 * @param editable whether Liquibase takes another text than the one that ran for the same changeset
 * @param guarded whether it has preconditions, which each database answers for itself
 * @param optional whether a migration can succeed without it, so that databases differ in it
 * @param comesBack whether later migrations ask for it again, on some databases if not on all
 */
record CarriedChangeset(
        String key,
        String checksum,
        boolean editable,
        boolean guarded,
        boolean optional,
        boolean comesBack) {
    private static final Set<String> ANY = Set.of("1:any", "1:all", "1:*");

    static CarriedChangeset of(ChangeSet changeSet) {
        CheckSum checksum = changeSet.generateCheckSum(ChecksumVersion.latest());
        PreconditionContainer conditions = changeSet.getPreconditions();
        boolean tolerated = Boolean.FALSE.equals(changeSet.getFailOnError());
        boolean guarded = asks(conditions);
        return new CarriedChangeset(
                SerialLiquibase.key(changeSet),
                checksum.toString(),
                mayRunAgain(changeSet)
                        || changeSet.getValidCheckSums().stream()
                                .anyMatch(valid -> isAny(valid) || valid.equals(checksum)),
                guarded,
                tolerated || (guarded && !haltsAlways(conditions)),
                tolerated || (guarded && (maySkip(conditions) || mayRunAgain(changeSet))));
    }

    /** Whether there is anything to ask: Liquibase nests containers with nothing in them. */
    static boolean asks(@Nullable Precondition condition) {
        return condition instanceof PreconditionLogic logic
                ? logic.getNestedPreconditions().stream().anyMatch(CarriedChangeset::asks)
                : condition != null;
    }

    /**
     * All that its checksum does not cover, though it decides whether it runs; empty if nothing.
     */
    static String circumstances(ChangeSet changeSet) {
        StringBuilder text = new StringBuilder();
        if (asks(changeSet.getPreconditions())) {
            text.append(inWords(changeSet.getPreconditions()));
        }
        if (changeSet.shouldAlwaysRun()) {
            text.append("\trunAlways");
        }
        if (changeSet.shouldRunOnChange()) {
            text.append("\trunOnChange");
        }
        if (Boolean.FALSE.equals(changeSet.getFailOnError())) {
            text.append("\tfailOnError=false");
        }
        return text.toString();
    }

    static String inWords(PreconditionContainer conditions) {
        return new StringChangeLogSerializer().serialize(conditions, false);
    }

    private static boolean isAny(CheckSum valid) {
        return ANY.contains(valid.toString().toLowerCase(Locale.ROOT));
    }

    private static boolean haltsAlways(PreconditionContainer conditions) {
        return conditions.getOnFail() == FailOption.HALT
                && conditions.getOnError() == ErrorOption.HALT;
    }

    private static boolean mayRunAgain(ChangeSet changeSet) {
        return changeSet.shouldAlwaysRun() || changeSet.shouldRunOnChange();
    }

    private static boolean maySkip(PreconditionContainer conditions) {
        return conditions.getOnFail() == FailOption.CONTINUE
                || conditions.getOnError() == ErrorOption.CONTINUE;
    }
}
