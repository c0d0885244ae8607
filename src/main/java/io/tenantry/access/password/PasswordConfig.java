package io.tenantry.access.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What passwords may be, and what hashing them may cost. */
@ConfigMapping(prefix = "tenantry.access.password")
public interface PasswordConfig {
    /** Memory of one hash in KiB, at least 19456 (OWASP's floor for two passes). */
    @WithDefault("19456")
    @Min(19456)
    @Max(1048576)
    int memoryKib();

    /** Passes over the memory, 2 to 10. */
    @WithDefault("2")
    @Min(2)
    @Max(10)
    int iterations();

    /** How many hashes may be computed at once, 1 to 64. */
    @WithDefault("2")
    @Min(1)
    @Max(64)
    int concurrency();

    /**
     * A file with more breached passwords than those that are shipped: a line each, the password or
     * its SHA-1 hash; at most 20 million lines, of which each takes eight bytes of memory.
     */
    Optional<Path> breachedList();

    /** How long a sign-in waits for its turn before it is told to come back. */
    @WithDefault("5S")
    Duration patience();
}
