package io.tenantry.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.TestedFleet;
import io.tenantry.cli.TestedFleet.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackupCommandsTest {
    private static final Pattern BACKUP = Pattern.compile("\"backup\": \\{\\s+\"id\": \"(\\w+)\"");

    private final TestedFleet fleet = TestedFleet.shared();

    @Test
    void backupIsMadeListedAndVerified() {
        String slug = fleet.tenant();

        Ran created = fleet.run("backup", "create", slug, "-o", "json");
        Ran verified = fleet.run("backup", "verify", slug, "-o", "json");

        assertThat(created.exit()).as(created.err()).isEqualTo(ExitCode.OK);
        assertThat(created.out()).contains("\"state\": \"ready\"", "\"kind\": \"backup.create\"");
        assertThat(verified.exit()).as(verified.err()).isEqualTo(ExitCode.OK);
        assertThat(id(verified)).isEqualTo(id(created));
        assertThat(fleet.run("backup", "list", slug).out())
                .containsPattern("(?m)^" + id(created) + " +ready ");
        assertThat(fleet.run("backup", "show", slug, id(created)).out())
                .containsPattern("state +ready");
    }

    @Test
    void damageIsFoundAndTold() throws IOException {
        String slug = fleet.tenant();
        String id = id(fleet.run("backup", "create", slug, "-o", "json"));
        flipABit(id);

        Ran verified = fleet.run("backup", "verify", slug, id);

        assertThat(verified.exit()).isEqualTo(ExitCode.UNSOUND);
        assertThat(verified.err()).contains("backup_damaged").doesNotContain("\tat ");
        assertThat(fleet.run("backup", "show", slug, id).out()).containsPattern("state +damaged");
    }

    @Test
    void refusalsHaveCodesOfTheirOwn() {
        String slug = fleet.tenant();

        assertThat(fleet.run("backup", "create", "nobody").exit()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(fleet.run("backup", "verify", slug).exit()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(fleet.run("backup", "show", slug, "none").exit()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(fleet.run("backup", "create").exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void pruningSaysWhatWouldGoAndWhatStays() {
        String slug = fleet.tenant();
        fleet.run("backup", "create", slug);

        Ran ran = fleet.run("backup", "prune", slug, "--dry-run");

        assertThat(ran.exit()).as(ran.err()).isEqualTo(ExitCode.OK);
        assertThat(ran.out()).containsPattern("(?m) stays +.*last");
        assertThat(fleet.run("backup", "prune", slug).exit()).isEqualTo(ExitCode.OK);
        assertThat(fleet.run("backup", "list", slug).out()).contains("ready");
    }

    @Test
    void pruningRemovesNothingUnlessItIsConfirmed() {
        String slug = fleet.tenant();
        String old = id(fleet.run("backup", "create", slug, "-o", "json"));
        fleet.run("backup", "create", slug);
        fleet.execute(
                "UPDATE {cp}.backups SET origin = 'scheduled', created_at = '2019-01-01' WHERE id = '%s'"
                        .formatted(old));

        Ran unconfirmed = fleet.run("backup", "prune", slug);

        assertThat(unconfirmed.exit()).isEqualTo(ExitCode.NOT_CONFIRMED);
        assertThat(unconfirmed.err()).contains("1 of 2 backups", slug);
        assertThat(fleet.run("backup", "list", slug).out()).contains(old);
        assertThat(fleet.run("backup", "prune", slug, "--yes").exit()).isEqualTo(ExitCode.OK);
        assertThat(fleet.run("backup", "list", slug).out()).doesNotContain(old);
    }

    private void flipABit(String id) throws IOException {
        try (Stream<Path> files = Files.walk(fleet.backups())) {
            List<Path> objects =
                    files.filter(Files::isRegularFile)
                            .filter(file -> file.toString().contains(id))
                            .filter(file -> !file.endsWith("manifest"))
                            .toList();
            byte[] bytes = Files.readAllBytes(objects.getFirst());
            bytes[bytes.length / 2] ^= 1;
            Files.write(objects.getFirst(), bytes);
        }
    }

    private static String id(Ran ran) {
        Matcher matcher = BACKUP.matcher(ran.out());
        assertThat(matcher.find()).as(ran.out() + ran.err()).isTrue();
        return matcher.group(1);
    }
}
