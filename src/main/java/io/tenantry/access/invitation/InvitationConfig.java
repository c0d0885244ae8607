package io.tenantry.access.invitation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How long invitations are good, and how often something may be tried. */
@ConfigMapping(prefix = "tenantry.access.invitations")
public interface InvitationConfig {
    /** How many days an invitation is good for if whoever makes it does not say. */
    @WithDefault("7")
    @Min(1)
    int days();

    /** How long a link is good by which somebody shows that an address is theirs. */
    @WithDefault("24H")
    Duration confirmation();

    /** How long an invitation has to rest before it is sent again. */
    @WithDefault("1M")
    Duration resendPause();

    /** How often an invitation may be sent, the first time included. */
    @WithDefault("10")
    @Min(1)
    int mostSends();

    /** How often a secret may be tried in vain, and mail be asked for to one address, in 15 min. */
    @WithDefault("10")
    @Min(3)
    int attempts();
}
