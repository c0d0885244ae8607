package io.tenantry.server;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tenantry.access.signon.KeycloakServer;
import java.util.Map;

/** The real servers under the one application of all server tests, and an empty control plane. */
public class ServerTestStack implements QuarkusTestResourceLifecycleManager {
    /** A master key from before the present one. */
    public static final String FORMER_KEY = "8Nq1mZ0oJq0dVtSxk1Vd2r1m6f5c0wq9y3t7u2i4o6A=";

    private FreshControlPlane controlPlane;

    @Override
    public Map<String, String> start() {
        // Where all tests run, its start takes place beside others; certain ones may not need it.
        if (System.getProperty("test") == null) {
            KeycloakServer.wanted();
        }
        controlPlane = FreshControlPlane.create();
        Map<String, String> config = controlPlane.configuration();
        config.put("tenantry.secrets.former-master-keys", FORMER_KEY);
        // Rotations wait no longer than a replica's directory may be old.
        config.put("tenantry.provisioning.hearing", "3S");
        // A Redis that nobody runs: what happens without one is tested against it.
        config.put("quarkus.redis.away.hosts", "redis://127.0.0.1:1");
        config.put("quarkus.mailer.host", "127.0.0.1");
        config.put("quarkus.mailer.port", Integer.toString(TestMailServer.start()));
        config.put("quarkus.mailer.from", "tenantry@tenantry.test");
        return config;
    }

    @Override
    public void stop() {
        TestMailServer.stop();
        controlPlane.close();
    }
}
