package io.tenantry.localstack;

import java.util.List;

/** What a running stack offers: the contents of a {@linkplain StackFile stack file}. */
record StackDescription(
        Engine engine,
        ControlPlane controlPlane,
        List<DatabaseServer> servers,
        Redis redis,
        long pid) {}
