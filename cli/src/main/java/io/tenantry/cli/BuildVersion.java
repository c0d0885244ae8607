package io.tenantry.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar's manifest. */
final class BuildVersion implements IVersionProvider {

    /** Classes that run from a folder, as in an IDE, have no manifest. */
    private static final String UNPACKAGED = "(not packaged)";

    @Override
    public String[] getVersion() {
        String version = getClass().getPackage().getImplementationVersion();
        return new String[] {
            "tenantry " + Objects.requireNonNullElse(version, UNPACKAGED),
            "Java " + Runtime.version()
        };
    }
}
