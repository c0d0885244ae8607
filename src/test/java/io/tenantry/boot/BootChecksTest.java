package io.tenantry.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BootChecksTest {
    private final Map<String, String> config =
            new HashMap<>(
                    Map.of(
                            BootChecks.MASTER_KEY,
                            "8Nq1mZ0oJq0dVtSxk1Vd2r1m6f5c0wq9y3t7u2i4o6A=",
                            BootChecks.ISSUER,
                            "https://saas.example",
                            BootChecks.JDBC_URL,
                            "jdbc:mysql://db.example:3306/tenantry"));

    @Test
    void aSafeConfigurationHasNoFaults() {
        assertThat(faults()).isEmpty();
    }

    @Test
    void everyMissingPropertyIsNamedAtOnce() {
        config.clear();

        assertThat(faults())
                .hasSize(3)
                .anySatisfy(fault -> assertThat(fault).startsWith(BootChecks.MASTER_KEY + ": "))
                .anySatisfy(fault -> assertThat(fault).startsWith(BootChecks.ISSUER + ": "))
                .anySatisfy(fault -> assertThat(fault).startsWith(BootChecks.JDBC_URL + ": "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "not base 64 at all!", "c2hvcnQga2V5"})
    void aMasterKeyThatIsNoneIsRefusedWithoutRepeatingIt(String key) {
        config.put(BootChecks.MASTER_KEY, key);

        assertThat(faults())
                .singleElement()
                .asString()
                .startsWith(BootChecks.MASTER_KEY + ": ")
                .matches(fault -> key.isEmpty() || !fault.contains(key));
    }

    @Test
    void aFormerMasterKeyThatIsNoneIsRefused() {
        String good = "8Nq1mZ0oJq0dVtSxk1Vd2r1m6f5c0wq9y3t7u2i4o6A=";
        config.put(BootChecks.FORMER_MASTER_KEYS, good);
        assertThat(faults()).isEmpty();

        config.put(BootChecks.FORMER_MASTER_KEYS, good + ",short");
        assertThat(faults())
                .singleElement()
                .asString()
                .startsWith(BootChecks.FORMER_MASTER_KEYS + ": ");
    }

    @Test
    void aMasterKeyThatSomebodyTypedIsRefused() {
        config.put(BootChecks.MASTER_KEY, Base64.getEncoder().encodeToString(new byte[32]));

        assertThat(faults()).singleElement().asString().contains("not random");
    }

    @ParameterizedTest
    @CsvSource({
        "https://tenantry.localhost, development issuer",
        "tenantry, not an https address",
        "http://saas.example, not an https address",
        "ht tp://, not an https address"
    })
    void anIssuerThatProvesNothingIsRefused(String issuer, String why) {
        config.put(BootChecks.ISSUER, issuer);

        assertThat(faults()).singleElement().asString().contains(BootChecks.ISSUER, why);
    }

    @Test
    void aLocalInstallationMayDoWithoutTls() {
        config.put(BootChecks.ISSUER, "http://localhost:8080");

        assertThat(faults()).isEmpty();
    }

    @Test
    void theDevelopmentIssuerServesDevelopment() {
        config.put(BootChecks.ISSUER, BootChecks.DEVELOPMENT_ISSUER);

        assertThat(new BootChecks(this::read, false).faults()).isEmpty();
    }

    @Test
    void anotherKindOfDatabaseIsRefused() {
        config.put(BootChecks.JDBC_URL, "jdbc:postgresql://db.example/tenantry");

        assertThat(faults()).singleElement().asString().startsWith(BootChecks.JDBC_URL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "https://a.example, *", "/.*/"})
    void originsThatAreEverybodyAreRefused(String origins) {
        config.put(BootChecks.CORS_ORIGINS, origins);

        assertThat(faults()).singleElement().asString().startsWith(BootChecks.CORS_ORIGINS);
    }

    @Test
    void forwardedAddressesAreTakenFromNamedProxiesOnly() {
        config.put(BootChecks.FORWARDING, "true");
        assertThat(faults())
                .singleElement()
                .asString()
                .startsWith(BootChecks.TRUSTED_PROXIES + ": ");

        config.put(BootChecks.TRUSTED_PROXIES, "10.0.0.0/8");
        assertThat(faults()).isEmpty();
    }

    @Test
    void aWeakAdministratorIsRefused() {
        config.put(BootChecks.ADMIN_PASSWORD, "admin");

        assertThat(faults())
                .hasSize(2)
                .anySatisfy(fault -> assertThat(fault).startsWith(BootChecks.ADMIN_EMAIL))
                .anySatisfy(fault ->
                        assertThat(fault)
                                .startsWith(BootChecks.ADMIN_PASSWORD)
                                .doesNotContain("\"admin\""));
    }

    private List<String> faults() {
        return new BootChecks(this::read, true).faults();
    }

    private Optional<String> read(String name) {
        return Optional.ofNullable(config.get(name));
    }
}
