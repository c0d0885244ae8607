package io.tenantry.tenants;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.Ulid;

/** Sign-ups as rows, for tests of what is done with them. */
final class SignUpRows {
    /** How many departments such a sign-up asks for. */
    static final int DEPARTMENTS = 2;

    private SignUpRows() {}

    /** One that waits for approval; answers its id. */
    static String waiting(ControlPlane controlPlane) {
        return insert(controlPlane, "waiting", Fleet.newSlug());
    }

    /** One that was handed in; answers its id. */
    static String submitted(ControlPlane controlPlane, String slug) {
        return insert(controlPlane, "submitted", slug);
    }

    private static String insert(ControlPlane controlPlane, String state, String slug) {
        String id = Ulid.next();
        controlPlane.useTransaction(handle ->
                handle.execute(
                        """
                        INSERT INTO sign_ups
                            (id, state, secret_hash, language, name, slug, email, person,
                             departments, people, created_at, changed_at, expires_at)
                        VALUES
                            (?, ?, ?, 'en', 'Acme', ?, ?, 'Ada',
                             '[{"name":"Design","departments":[{"name":"Knitwear"}]}]',
                             '[{"email":"grace@guests.test","role":"member","department":"Knitwear"}]',
                             UTC_TIMESTAMP(6), UTC_TIMESTAMP(6),
                             UTC_TIMESTAMP(6) + INTERVAL 1 DAY)
                        """,
                        id,
                        state,
                        new byte[32],
                        slug,
                        slug + "@acme.test"));
        return id;
    }
}
