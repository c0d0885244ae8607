package io.tenantry.jobs;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.scheduler.Scheduled;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A replica that starts may let a time of the schedule come again. */
@ServerTest
class OncePerTimeTest {
    private static final Instant TIME = Instant.parse("2026-11-26T18:00:00.123Z");

    @Inject OncePerTime once;

    @Test
    void aTimeThatComesAgainIsSkippedAndTheNextIsNot() {
        String job = Ulid.next();

        assertThat(once.claim(job, TIME)).isTrue();
        assertThat(once.claim(job, TIME)).isFalse();
        assertThat(once.claim(job, TIME.plusMillis(1))).isTrue();
    }

    @Test
    void aClockThatWasWrongStopsNoJob() {
        String job = Ulid.next();

        assertThat(once.claim(job, TIME.plusSeconds(1_000_000))).isTrue();
        assertThat(once.claim(job, TIME)).isTrue();
    }

    @Test
    void ofSeveralAtOnceOneRuns() {
        String job = Ulid.next();
        AtomicInteger claims = new AtomicInteger();

        IntStream.range(0, 8)
                .parallel()
                .forEach(i -> {
                    if (once.claim(job, TIME)) {
                        claims.incrementAndGet();
                    }
                });

        assertThat(claims).hasValue(1);
    }

    @Test
    void everyJobRunsATimeOnce() {
        methods()
                .that()
                .areAnnotatedWith(Scheduled.class)
                .should()
                .beAnnotatedWith(
                        describe(
                                "@Scheduled with OncePerTime",
                                annotation ->
                                        annotation.getRawType().isEquivalentTo(Scheduled.class)
                                                && annotation
                                                        .tryGetExplicitlyDeclaredProperty(
                                                                "skipExecutionIf")
                                                        .filter(JavaClass.class::isInstance)
                                                        .map(JavaClass.class::cast)
                                                        .filter(type ->
                                                                type.isEquivalentTo(
                                                                        OncePerTime.class))
                                                        .isPresent()))
                .check(
                        new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages("io.tenantry"));
    }
}
