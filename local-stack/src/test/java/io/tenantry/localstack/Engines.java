package io.tenantry.localstack;

import java.nio.file.Path;

/** The engine that this test run is about: {@code -Dtenantry.engine=mysql}, MariaDB by default. */
final class Engines {
    static final Engine UNDER_TEST = Engine.named(System.getProperty("tenantry.engine", "mariadb"));

    private Engines() {}

    static StackOptions quickStackIn(Path folder) {
        return StackOptions.in(folder).withEngine(UNDER_TEST).withDurable(false);
    }
}
