package io.tenantry.provisioning.changelog;

import io.tenantry.provisioning.liquibase.SerialLiquibase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import liquibase.change.Change;
import liquibase.change.core.ExecuteShellCommandChange;
import liquibase.change.custom.CustomChangeWrapper;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.exception.LiquibaseException;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ClassLoaderResourceAccessor;

/**
 * The tenant changelog that this process carries.
 *
 * @param root the root file's path on the class path
 * @param version SHA-256, in hex, over all changesets in their order: who wrote which, for which
 *     databases, under which preconditions, and what it does
 * @param onlySql whether no changeset runs code of its own, forth or back
 * @param guarded whether the changelog itself has preconditions
 * @param changesets all of them, in their order
 */
public record TenantChangelog(
        String root,
        String version,
        boolean onlySql,
        boolean guarded,
        List<CarriedChangeset> changesets) {
    /** Where the product keeps it. */
    public static final String DEFAULT_ROOT = "changelog/tenant/changelog.yaml";

    /**
     * Reads a changelog, with all it includes.
     *
     * @param root the root file's path on the class path
     * @throws io.tenantry.provisioning.ProvisioningException if it cannot be read
     */
    public static TenantChangelog read(String root) {
        return SerialLiquibase.inTurn("changelog " + root, () -> of(root, parse(root)));
    }

    private static TenantChangelog of(String root, DatabaseChangeLog parsed) {
        List<ChangeSet> changeSets = parsed.getChangeSets();
        return new TenantChangelog(
                root,
                versionOf(parsed),
                changeSets.stream()
                        .flatMap(changeSet ->
                                Stream.concat(
                                        changeSet.getChanges().stream(),
                                        changeSet.getRollback().getChanges().stream()))
                        .noneMatch(TenantChangelog::runsCode),
                CarriedChangeset.asks(parsed.getPreconditions()),
                changeSets.stream().map(CarriedChangeset::of).toList());
    }

    private static DatabaseChangeLog parse(String root) throws LiquibaseException {
        ClassLoaderResourceAccessor resources = new ClassLoaderResourceAccessor();
        return ChangeLogParserFactory.getInstance()
                .getParser(root, resources)
                .parse(root, new ChangeLogParameters(), resources);
    }

    private static String versionOf(DatabaseChangeLog parsed) {
        MessageDigest digest = Digests.sha256();
        if (CarriedChangeset.asks(parsed.getPreconditions())) {
            update(digest, CarriedChangeset.inWords(parsed.getPreconditions()) + "\n");
        }
        for (ChangeSet changeSet : parsed.getChangeSets()) {
            // What is not there adds nothing: a changelog without it keeps its version.
            update(
                    digest,
                    String.join(
                                    "\t",
                                    changeSet.toString(false),
                                    CarriedChangeset.of(changeSet).checksum(),
                                    String.valueOf(changeSet.getDbmsSet()),
                                    String.valueOf(changeSet.getContextFilter()),
                                    String.valueOf(changeSet.getLabels()),
                                    "\n")
                            + CarriedChangeset.circumstances(changeSet));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The checksum of each changeset, by its key. */
    Map<String, String> checksums() {
        Map<String, String> checksums = new TreeMap<>();
        changesets.forEach(changeset -> checksums.put(changeset.key(), changeset.checksum()));
        return checksums;
    }

    /**
     * The changesets that were edited after a version landed that had another text for them, which
     * Liquibase refuses.
     *
     * @param landed as {@link #checksums} of that version
     */
    List<String> editedSince(Map<String, String> landed) {
        return changesets.stream()
                .filter(changeset -> !changeset.editable())
                .filter(changeset ->
                        !landed.getOrDefault(changeset.key(), changeset.checksum())
                                .equals(changeset.checksum()))
                .map(CarriedChangeset::key)
                .toList();
    }

    /**
     * Whether each database has to be asked for itself on a way, because its rows may answer a
     * precondition otherwise than those of an empty one do.
     *
     * @param ran the changesets that ran on the way on an empty database
     */
    boolean asksEachDatabase(Set<String> ran) {
        return guarded
                || changesets.stream()
                        .anyMatch(changeset ->
                                changeset.comesBack()
                                        || (changeset.guarded() && ran.contains(changeset.key())));
    }

    /** One of some changesets which databases of one version may have or not. */
    Optional<String> firstOptional(Set<String> some) {
        return changesets.stream()
                .filter(changeset -> changeset.optional() && some.contains(changeset.key()))
                .map(CarriedChangeset::key)
                .findFirst();
    }

    private static boolean runsCode(Change change) {
        return change instanceof CustomChangeWrapper || change instanceof ExecuteShellCommandChange;
    }
}
