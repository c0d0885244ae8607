package io.tenantry.provisioning.warm;

/**
 * How many databases are kept ready.
 *
 * @param ready on each server that takes tenants, however few are asked for; 0 for none at all
 * @param most on one server, however many are asked for; {@code ready} and up
 */
public record WarmSettings(int ready, int most) {
    public static final WarmSettings DEFAULTS = new WarmSettings(5, 50);

    /**
     * @throws IllegalArgumentException if a number is out of range
     */
    public WarmSettings {
        if (ready < 0 || most < ready) {
            throw new IllegalArgumentException(
                    "warm databases: ready must not be negative, and most not below ready");
        }
    }

    /**
     * How many to keep on a server: twice what was taken in the last minute, within bounds.
     *
     * @param recent how many tenants the server got in the last minute
     */
    int target(int recent) {
        return ready == 0 ? 0 : Math.clamp(2L * recent, ready, most);
    }
}
