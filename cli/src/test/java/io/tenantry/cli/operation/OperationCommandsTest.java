package io.tenantry.cli.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.TestedFleet;
import io.tenantry.cli.TestedFleet.Ran;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OperationCommandsTest {
    private static final Pattern ID = Pattern.compile("(?m)^(\\w{26})  tenant.create ");

    private final TestedFleet fleet = TestedFleet.shared();

    @Test
    void operationsOfATenantAreListedAndShown() {
        String slug = fleet.tenant();

        Ran listed = fleet.run("operation", "list", "--tenant", slug);

        Matcher matcher = ID.matcher(listed.out());
        assertThat(matcher.find()).as(listed.out()).isTrue();
        assertThat(fleet.run("operation", "show", matcher.group(1)).out())
                .containsPattern("kind +tenant.create")
                .containsPattern("state +succeeded")
                .containsPattern("name +create-database");
        assertThat(fleet.run("operation", "list", "--tenant", slug, "--state", "failed").out())
                .doesNotContain(matcher.group(1));
    }

    @Test
    void onlyWhatHasFailedIsRetried() {
        String slug = fleet.tenant();
        Matcher matcher = ID.matcher(fleet.run("operation", "list", "--tenant", slug).out());
        assertThat(matcher.find()).isTrue();

        assertThat(fleet.run("operation", "retry", matcher.group(1)).exit())
                .isEqualTo(ExitCode.CONFLICT);
        assertThat(fleet.run("operation", "retry", "nothing").exit()).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void whatAKilledCommandLeftIsGoneOnWith() {
        String slug = fleet.tenant();
        Ran suspended = fleet.run("tenant", "suspend", slug, "-o", "json");
        Matcher id =
                Pattern.compile("\"operation\": \\{\\s+\"id\": \"(\\w+)\"")
                        .matcher(suspended.out());
        assertThat(id.find()).isTrue();
        fleet.execute(
                """
                UPDATE {cp}.operations SET state = 'running', finished_at = NULL,
                    lease_until = NULL, lease_owner = NULL WHERE id = '%s'
                """
                        .formatted(id.group(1)));
        fleet.execute(
                "UPDATE {cp}.operation_steps SET state = 'doing' WHERE operation_id = '%s'"
                        .formatted(id.group(1)));

        Ran retried = fleet.run("operation", "retry", id.group(1));

        assertThat(retried.exit()).as(retried.err()).isEqualTo(ExitCode.OK);
        assertThat(retried.out()).containsPattern("state +succeeded");
    }
}
