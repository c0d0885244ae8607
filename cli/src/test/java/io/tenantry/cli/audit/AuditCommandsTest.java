package io.tenantry.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.TestedFleet;
import io.tenantry.cli.TestedFleet.Ran;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AuditCommandsTest {
    private static final Pattern HEAD = Pattern.compile("\\d+:[0-9a-f]{64}");

    private final TestedFleet fleet = TestedFleet.shared();

    @Test
    void entriesOfATenantAreListed() {
        String slug = fleet.tenant();

        assertThat(fleet.run("audit", "list", "--tenant", slug).out()).contains("tenant.create");
        assertThat(fleet.run("audit", "list", "--tenant", slug, "--action", "backup").out())
                .doesNotContain("tenant.create");
        assertThat(
                        fleet.run("audit", "list", "--tenant", slug, "--to", "2020-01-01T00:00:00Z")
                                .out())
                .doesNotContain("tenant.create");
        assertThat(fleet.run("audit", "list", "--from", "yesterday").exit())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aLogIsVerifiedAgainstAHeadThatWasNoted() {
        String slug = fleet.tenant();
        Ran verified = fleet.run("audit", "verify", slug);
        Matcher head = HEAD.matcher(verified.out());
        assertThat(head.find()).as(verified.out()).isTrue();
        assertThat(verified.exit()).isEqualTo(ExitCode.OK);

        assertThat(fleet.run("tenant", "suspend", slug).exit()).isEqualTo(ExitCode.OK);

        assertThat(fleet.run("audit", "verify", slug, "--head", head.group()).exit())
                .isEqualTo(ExitCode.OK);
        Ran other = fleet.run("audit", "verify", slug, "--head", "1:" + "0".repeat(64));
        assertThat(other.exit()).isEqualTo(ExitCode.UNSOUND);
        assertThat(other.err()).contains(slug + ": the head that was noted is not in the chain");
    }

    @Test
    void aHeadIsOfOneLogAndOfItsForm() {
        String head = "1:" + "0".repeat(64);

        assertThat(fleet.run("audit", "verify", "--head", head).exit()).isEqualTo(ExitCode.USAGE);
        assertThat(fleet.run("audit", "verify", "--platform", "--head", "odd").exit())
                .isEqualTo(ExitCode.USAGE);
        assertThat(fleet.run("audit", "verify", "--platform").exit()).isEqualTo(ExitCode.OK);
    }
}
