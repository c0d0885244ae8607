package io.tenantry.cli.audit;

import io.tenantry.cli.CommandFailedException;
import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.Verb;
import io.tenantry.cli.tenant.AllTenants;
import io.tenantry.provisioning.audit.AuditVerification;
import io.tenantry.provisioning.audit.ChainHead;
import io.tenantry.provisioning.tenant.Tenant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks the audit log against its chain of hashes. */
@Command(
        name = "verify",
        description = {
            "Check the audit log against its chain of hashes.",
            "An entry that was changed, removed or slipped in is found. Entries cut off at the end",
            "are found if a head that an earlier check showed is given."
        })
final class VerifyAudit extends Verb {
    @Parameters(
            paramLabel = "SLUG",
            arity = "0..1",
            description =
                    "The tenant whose log is checked. Default: the platform's and all tenants'")
    private @Nullable String tenant;

    @Option(names = "--platform", description = "Only the platform's own log")
    private boolean platform;

    @Option(
            names = "--head",
            paramLabel = "HEAD",
            description = "A head that an earlier check of this log showed")
    private @Nullable String head;

    VerifyAudit(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        if (head != null && tenant == null && !platform) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "head_of_no_log",
                    "--head belongs to one log",
                    "Name the tenant, or --platform.");
        }
        AuditVerification verification = session().control().provisioning().auditVerification();
        List<CheckedChain> checked = new ArrayList<>();
        if (tenant == null) {
            checked.add(new CheckedChain("platform", verification.verify(null, expected())));
        } else {
            checked.add(check(verification, session().tenant(tenant)));
        }
        if (tenant == null && !platform) {
            AllTenants.of(session().control().tenants())
                    .forEach(each -> checked.add(check(verification, each)));
        }
        session().show(AuditShape.CHAINS, checked);
        boolean intact = checked.stream().allMatch(each -> each.verdict().isIntact());
        if (!intact) {
            tell(checked);
        }
        return intact ? ExitCode.OK : ExitCode.UNSOUND;
    }

    private CheckedChain check(AuditVerification verification, Tenant each) {
        return new CheckedChain(each.slug().value(), verification.verify(each.id(), expected()));
    }

    private @Nullable ChainHead expected() {
        String given = head;
        return given == null
                ? null
                : ChainHead.parse(given)
                        .orElseThrow(() ->
                                new CommandFailedException(
                                        ExitCode.USAGE,
                                        "head_malformed",
                                        "%s is no head of a log".formatted(given),
                                        "Give one as an earlier check showed it."));
    }

    private void tell(List<CheckedChain> checked) {
        for (CheckedChain chain : checked) {
            chain.verdict()
                    .findings()
                    .forEach(each ->
                            session()
                                    .console()
                                    .err()
                                    .println(
                                            "%s: %s%s"
                                                    .formatted(
                                                            chain.name(),
                                                            each.entry() == null
                                                                    ? ""
                                                                    : "entry "
                                                                            + each.entry()
                                                                            + ": ",
                                                            each.what())));
        }
    }
}
