package io.tenantry.access.signon;

import static io.tenantry.access.signon.SignOnHosts.SIGN_ON;

import io.restassured.response.Response;
import io.tenantry.access.signon.OddProvider.Oddity;
import io.tenantry.access.signon.SignOnHosts.Host;
import io.tenantry.access.user.People;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.Ulid;
import io.tenantry.server.TestClock;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** An organisation whose people sign on at a provider that does what a test has it do. */
abstract class WithOddProvider {
    static OddProvider provider;

    @Inject SignOnHosts hosts;
    @Inject People people;
    @Inject ControlPlane controlPlane;
    @Inject TestClock clock;

    Host host;
    String domain;
    String email;

    @BeforeAll
    static void open() {
        provider = new OddProvider();
    }

    @AfterAll
    static void close() {
        provider.close();
    }

    @BeforeEach
    void setUp() {
        provider.does(Oddity.NONE);
        host = hosts.shared("odd-provider");
        domain = Ulid.next().toLowerCase(Locale.ROOT) + ".test";
        email = "grace@" + domain;
        host.setUp(SignOnHosts.wish(provider.issuer(), OddProvider.SECRET)).statusCode(200);
        hosts.verify(host, domain);
    }

    @AfterEach
    void reset() {
        clock.reset();
        update("UPDATE tenants SET settings = NULL WHERE id = ?", host.tenant().value());
        host.calls().delete(SIGN_ON + "/domains/" + domain);
    }

    /** Begins, has the provider hand out something, and comes back. */
    Response signOn(BiConsumer<JwtClaims, OddProvider> hands) {
        return signOn(new Browser(), hands);
    }

    Response signOn(Browser browser, BiConsumer<JwtClaims, OddProvider> hands) {
        URI asked = browser.begin(host.slug());
        hands.accept(
                provider.claims(Browser.query(asked).getOrDefault("nonce", ""), email), provider);
        return browser.comeBack(asked, Map.of("code", "a code"));
    }

    void update(String sql, String id) {
        controlPlane.useTransaction(h -> h.execute(sql, id));
    }
}
