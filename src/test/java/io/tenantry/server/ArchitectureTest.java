package io.tenantry.server;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.quarkus.security.Authenticated;
import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.password.Passwords;
import io.tenantry.routing.hibernate.AgainAfterDeadlock;
import io.tenantry.routing.http.TenantScoped;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.HttpMethod;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The walls of the house, as far as the server and what lies below it can be seen from here. */
@AnalyzeClasses(
        packages = "io.tenantry",
        importOptions = {
            ImportOption.DoNotIncludeTests.class,
            ImportOption.DoNotIncludePackageInfos.class
        })
class ArchitectureTest {
    private static final String[] BELOW = {
        "io.tenantry.routing..", "io.tenantry.provisioning..", "io.tenantry.localstack.."
    };

    /**
     * Resources and filters, and what REST itself reads: the mappers and the body limit of {@code
     * problem}, a name binding, the parameters of lists, and a stream of events.
     */
    private static final DescribedPredicate<JavaClass> REST_EDGE =
            describe(
                    "the edge",
                    type ->
                            type.getName().matches(".*(Resource|Filter|Mappers)(\\$.*)?")
                                    || Set.of(
                                                    "BodyLimit",
                                                    "TenantScoped",
                                                    "PageRequest",
                                                    "AuditQuery",
                                                    "TenantQuery",
                                                    "OperationEvents",
                                                    "MigrationEvents")
                                            .contains(type.getSimpleName()));

    @ArchTest
    static final ArchRule rooms_form_no_cycles =
            slices().matching("io.tenantry.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packages_within_a_room_form_no_cycles =
            slices().matching("io.tenantry.access.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule routing_knows_nothing_above_it =
            noClasses()
                    .that()
                    .resideInAPackage("io.tenantry.routing..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("io.tenantry..")
                                    .and(not(resideInAnyPackage("io.tenantry.routing.."))));

    @ArchTest
    static final ArchRule provisioning_knows_no_room =
            noClasses()
                    .that()
                    .resideInAPackage("io.tenantry.provisioning..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("io.tenantry..")
                                    .and(not(resideInAnyPackage(BELOW))));

    @ArchTest
    static final ArchRule only_routing_touches_agroal =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.tenantry.routing..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.agroal..");

    @ArchTest
    static final ArchRule nobody_here_imports_picocli =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("picocli..");

    @ArchTest
    static final ArchRule only_resources_and_filters_import_jaxrs =
            noClasses()
                    .that(not(REST_EDGE))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("jakarta.ws.rs..");

    @ArchTest
    static final ArchRule every_resource_method_states_its_permission =
            methods()
                    .that()
                    .areMetaAnnotatedWith(HttpMethod.class)
                    .should(
                            beAnnotatedWith(PermissionsAllowed.class)
                                    .or(beAnnotatedWith(PermitAll.class))
                                    .or(beAnnotatedWith(Authenticated.class))
                                    .<JavaMethod>forSubtype());

    @ArchTest
    static final ArchRule a_transaction_in_a_tenant_is_done_again_after_a_deadlock =
            classes()
                    .that()
                    .areAnnotatedWith(TenantScoped.class)
                    .and()
                    .areAnnotatedWith(Transactional.class)
                    .should()
                    .beAnnotatedWith(AgainAfterDeadlock.class);

    /** The idempotency keys of calls to a tenant lie in its database: that one class goes there. */
    @ArchTest
    static final ArchRule control_plane_code_knows_no_tenant_entities =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "io.tenantry.access..",
                            "io.tenantry.onboarding..",
                            "io.tenantry.problem..",
                            "io.tenantry.settings..",
                            "io.tenantry.tenants..",
                            "io.tenantry.provisioning..")
                    .and()
                    .doNotHaveSimpleName("TenantRecords")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.hibernate..", "jakarta.persistence..");

    /** Which may be chosen is decided once; the other caller renews the hash of one that was. */
    @ArchTest
    static final ArchRule new_passwords_go_by_the_policy =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.tenantry.access.password..")
                    .and()
                    .doNotHaveSimpleName("SigningIn")
                    .should()
                    .callMethod(Passwords.class, "hash", String.class);

    @ArchTest
    static final ArchRule names_say_something =
            classes()
                    .should()
                    .haveNameNotMatching(".*(Manager|Helper|Utils?|Impl|Data|Info)(\\$.*)?$");

    @ArchTest
    static void every_package_has_an_essay(JavaClasses all) {
        Set<String> missing =
                all.stream()
                        .map(JavaClass::getPackageName)
                        .distinct()
                        .filter(name -> !hasEssay(name))
                        .collect(Collectors.toCollection(TreeSet::new));
        if (!missing.isEmpty()) {
            throw new AssertionError("packages without package-info.java: " + missing);
        }
    }

    private static boolean hasEssay(String packageName) {
        return ArchitectureTest.class
                        .getClassLoader()
                        .getResource(packageName.replace('.', '/') + "/package-info.class")
                != null;
    }
}
