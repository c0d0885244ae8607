package io.tenantry.access.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a new key takes over the signing of tokens. */
@ConfigMapping(prefix = "tenantry.access.signing-keys")
public interface RotationConfig {
    /** The age at which a key gets a successor; longer than {@link #lead}. */
    @WithDefault("90D")
    Duration rotateAfter();

    /**
     * How long a new key is published before it signs: longer than whoever verifies our tokens
     * keeps the published keys, and two minutes at least, so that every replica knows it.
     */
    @WithDefault("2H")
    Duration lead();
}
