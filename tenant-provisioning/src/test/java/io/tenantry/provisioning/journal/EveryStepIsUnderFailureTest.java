package io.tenantry.provisioning.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.jdbc.MysqlDataSource;
import io.tenantry.provisioning.ContributedSteps;
import io.tenantry.provisioning.Provisioning;
import io.tenantry.provisioning.ProvisioningSettings;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.routing.secret.MasterKey;
import io.tenantry.routing.secret.SecretBox;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No kind of operation comes without the tests of its steps under failure. */
class EveryStepIsUnderFailureTest {
    @Test
    void everyStepOfEveryKindIsLetFailByATest() throws Exception {
        List<UnderFailure> cases = cases();
        List<String> missing = new ArrayList<>();
        try (Provisioning provisioning = provisioning()) {
            for (OperationKind<?> kind : provisioning.runner().kinds()) {
                missing.addAll(missing(kind, cases));
            }
            assertThat(provisioning.runner().kinds().stream().map(OperationKind::name))
                    .as("kinds that tests speak of")
                    .containsAll(cases.stream().map(UnderFailure::kind).toList());
        }
        assertThat(missing).isEmpty();
    }

    private static <I> List<String> missing(OperationKind<I> kind, List<UnderFailure> all) {
        List<UnderFailure> cases =
                all.stream().filter(each -> each.kind().equals(kind.name())).toList();
        if (cases.isEmpty()) {
            return List.of(how("no test lets operations of kind %s fail", kind.name()));
        }
        Set<String> planned = new HashSet<>();
        Set<String> failing = new HashSet<>();
        for (UnderFailure each : cases) {
            failing.addAll(List.of(each.steps()));
            for (String input : each.inputs()) {
                planned.addAll(kind.plan(InputText.read(input, kind.inputType())));
            }
        }
        return planned.stream()
                .filter(step -> !failing.contains(step))
                .map(step -> how("no test lets step " + step + " of kind %s fail", kind.name()))
                .toList();
    }

    private static String how(String what, String kind) {
        return """
        %s
        Let a test class run each step twice, fail after it (undone, or finished by a retry), and crash before and \
        after it (finished by another replica): copy SingleStepsUnderFailureTest, or add a case to it. Then say so \
        on that class, with an input for every form of the plan: \
        @UnderFailure(kind = "%s", inputs = "{…}", steps = {…})\
        """
                .formatted(what.formatted(kind), kind);
    }

    /** Assembled as the server does it; it opens no connection. */
    private static Provisioning provisioning() {
        return Provisioning.assemble(
                new MysqlDataSource(),
                new SecretBox(MasterKey.fromBase64(TestFleet.MASTER_KEY)),
                Clock.systemUTC(),
                _ -> {},
                ContributedSteps.NONE,
                ProvisioningSettings.defaults("guard"));
    }

    private static List<UnderFailure> cases() throws IOException, URISyntaxException {
        Path classes =
                Path.of(
                        EveryStepIsUnderFailureTest.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(file -> file.toString().endsWith("Test.class"))
                    .map(file -> named(classes.relativize(file)))
                    .flatMap(test -> Stream.of(test.getAnnotationsByType(UnderFailure.class)))
                    .toList();
        }
    }

    private static Class<?> named(Path file) {
        String name = file.toString().replace(file.getFileSystem().getSeparator(), ".");
        try {
            return Class.forName(
                    name.substring(0, name.length() - ".class".length()),
                    false,
                    EveryStepIsUnderFailureTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
