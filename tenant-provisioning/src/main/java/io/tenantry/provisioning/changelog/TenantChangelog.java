package io.tenantry.provisioning.changelog;

import io.tenantry.provisioning.liquibase.SerialLiquibase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import liquibase.ChecksumVersion;
import liquibase.change.Change;
import liquibase.change.core.ExecuteShellCommandChange;
import liquibase.change.custom.CustomChangeWrapper;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.exception.LiquibaseException;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ClassLoaderResourceAccessor;

/**
 * The tenant changelog that this process carries.
 *
 * @param root the root file's path on the class path
 * @param version SHA-256, in hex, over all changesets in their order: who wrote which, for which
 *     databases, and what it does
 * @param onlySql whether no changeset runs code of its own, forth or back
 */
public record TenantChangelog(String root, String version, boolean onlySql) {
    /** Where the product keeps it. */
    public static final String DEFAULT_ROOT = "changelog/tenant/changelog.yaml";

    /**
     * Reads a changelog, with all it includes.
     *
     * @param root the root file's path on the class path
     * @throws io.tenantry.provisioning.ProvisioningException if it cannot be read
     */
    public static TenantChangelog read(String root) {
        return SerialLiquibase.inTurn(
                "changelog " + root,
                () -> {
                    List<ChangeSet> changeSets = parse(root);
                    return new TenantChangelog(
                            root,
                            versionOf(changeSets),
                            changeSets.stream()
                                    .flatMap(changeSet ->
                                            Stream.concat(
                                                    changeSet.getChanges().stream(),
                                                    changeSet.getRollback().getChanges().stream()))
                                    .noneMatch(TenantChangelog::runsCode));
                });
    }

    private static List<ChangeSet> parse(String root) throws LiquibaseException {
        ClassLoaderResourceAccessor resources = new ClassLoaderResourceAccessor();
        return ChangeLogParserFactory.getInstance()
                .getParser(root, resources)
                .parse(root, new ChangeLogParameters(), resources)
                .getChangeSets();
    }

    private static String versionOf(List<ChangeSet> changeSets) {
        MessageDigest digest = Digests.sha256();
        for (ChangeSet changeSet : changeSets) {
            String line =
                    String.join(
                            "\t",
                            changeSet.toString(false),
                            changeSet.generateCheckSum(ChecksumVersion.latest()).toString(),
                            String.valueOf(changeSet.getDbmsSet()),
                            String.valueOf(changeSet.getContextFilter()),
                            String.valueOf(changeSet.getLabels()),
                            "\n");
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static boolean runsCode(Change change) {
        return change instanceof CustomChangeWrapper || change instanceof ExecuteShellCommandChange;
    }
}
