package io.tenantry.provisioning.changelog;

import java.util.Locale;

/**
 * From one version of the changelog to another. The newer of the two is the one that the process
 * carries, whichever way it goes.
 *
 * @param from the version before, 64 hex digits
 * @param to the version afterwards
 */
public record Way(String from, String to, Direction direction) {
    /** Whether changesets are run or rolled back, as the control plane stores it (lower case). */
    public enum Direction {
        /** Liquibase's update. */
        FORTH,
        /** Liquibase's rollback. */
        BACK;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The way to the version that the process carries. */
    public static Way forth(String from, String to) {
        return new Way(from, to, Direction.FORTH);
    }

    /** The way from the version that the process carries, back to one that came before. */
    public static Way back(String from, String to) {
        return new Way(from, to, Direction.BACK);
    }

    /** The version that is looked up: what it looks like was recorded when it was carried. */
    String older() {
        return direction == Direction.FORTH ? from : to;
    }

    /** The version that a process must carry to go this way. */
    public String carried() {
        return direction == Direction.FORTH ? to : from;
    }
}
