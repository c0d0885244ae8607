package io.tenantry.boot;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds configuration with which the server would be unsafe. It looks at the raw texts, so that it
 * can say what is wrong with each of them at once.
 *
 * @param property reads a property; empty if it is not set
 * @param production whether this is the real thing; on a developer's machine issuers may be short
 */
record BootChecks(Function<String, Optional<String>> property, boolean production) {
    static final String MASTER_KEY = "tenantry.secrets.master-key";
    static final String FORMER_MASTER_KEYS = "tenantry.secrets.former-master-keys";
    static final String ISSUER = "tenantry.access.token.issuer";
    static final String DEVELOPMENT_ISSUER = "https://tenantry.localhost";
    static final String JDBC_URL = "quarkus.datasource.jdbc.url";
    static final String CORS_ORIGINS = "quarkus.http.cors.origins";
    static final String FORWARDING = "quarkus.http.proxy.proxy-address-forwarding";
    static final String TRUSTED_PROXIES = "quarkus.http.proxy.trusted-proxies";
    static final String ADMIN_EMAIL = "tenantry.bootstrap.admin.email";
    static final String ADMIN_PASSWORD = "tenantry.bootstrap.admin.password";

    private static final int KEY_BYTES = 32;
    private static final int FEWEST_DISTINCT_BYTES = 8;
    private static final int SHORTEST_PASSWORD = 12;
    private static final int LONGEST_PASSWORD = 256;

    /** What is wrong, a line for each fault that begins with the property's name; no values. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        masterKey().ifPresent(fault -> faults.add(MASTER_KEY + ": " + fault));
        formerKeys().ifPresent(fault -> faults.add(FORMER_MASTER_KEYS + ": " + fault));
        issuer().ifPresent(fault -> faults.add(ISSUER + ": " + fault));
        jdbcUrl().ifPresent(fault -> faults.add(JDBC_URL + ": " + fault));
        cors().ifPresent(fault -> faults.add(CORS_ORIGINS + ": " + fault));
        proxies().ifPresent(fault -> faults.add(TRUSTED_PROXIES + ": " + fault));
        administrator().forEach(faults::add);
        return faults;
    }

    private Optional<String> masterKey() {
        String text = text(MASTER_KEY);
        return text.isEmpty()
                ? Optional.of("is not set; make one with: openssl rand -base64 32")
                : faultOfKey(text);
    }

    private Optional<String> formerKeys() {
        return Stream.of(text(FORMER_MASTER_KEYS).split(",", -1))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(BootChecks::faultOfKey)
                .flatMap(Optional::stream)
                .findFirst()
                .map(fault -> "one of them " + fault);
    }

    private static Optional<String> faultOfKey(String text) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return Optional.of("is not base 64; make one with: openssl rand -base64 32");
        }
        if (key.length != KEY_BYTES) {
            return Optional.of("has %d bytes instead of %d".formatted(key.length, KEY_BYTES));
        }
        // 32 random bytes with fewer than 8 different ones do not happen; a typed-in key has them.
        long distinct = IntStream.range(0, key.length).map(i -> key[i]).distinct().count();
        return distinct < FEWEST_DISTINCT_BYTES
                ? Optional.of("is not random; make one with: openssl rand -base64 32")
                : Optional.empty();
    }

    private Optional<String> issuer() {
        String text = text(ISSUER);
        if (text.isEmpty()) {
            return Optional.of("is not set; use the address that people reach this service at");
        }
        if (!production) {
            return Optional.empty();
        }
        if (text.equals(DEVELOPMENT_ISSUER)) {
            return Optional.of("is the development issuer, whose tokens anybody can expect");
        }
        return isHttps(text)
                ? Optional.empty()
                : Optional.of("is not an https address (http is allowed for localhost only)");
    }

    private static boolean isHttps(String text) {
        try {
            URI uri = new URI(text);
            boolean local = "localhost".equals(uri.getHost()) || "127.0.0.1".equals(uri.getHost());
            return uri.getHost() != null
                    && ("https".equals(uri.getScheme())
                            || (local && "http".equals(uri.getScheme())));
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }

    private Optional<String> jdbcUrl() {
        String text = text(JDBC_URL);
        if (text.isEmpty()) {
            return Optional.of("is not set; it is where the control plane lies");
        }
        return text.startsWith("jdbc:mysql://")
                ? Optional.empty()
                : Optional.of("does not begin with jdbc:mysql:// (which serves MariaDB as well)");
    }

    private Optional<String> cors() {
        boolean everybody =
                Stream.of(text(CORS_ORIGINS).split(",", -1))
                        .anyMatch(origin -> origin.strip().equals("*") || origin.contains("/.*/"));
        return everybody
                ? Optional.of("lets every site call with a visitor's token; name the origins")
                : Optional.empty();
    }

    /** Quarkus then believes everybody. */
    private Optional<String> proxies() {
        return Boolean.parseBoolean(text(FORWARDING)) && text(TRUSTED_PROXIES).isEmpty()
                ? Optional.of(
                        "is not set although forwarding is on: anybody could say where they come from; name the proxies")
                : Optional.empty();
    }

    private List<String> administrator() {
        String password = text(ADMIN_PASSWORD);
        if (password.isEmpty()) {
            return List.of();
        }
        List<String> faults = new ArrayList<>();
        if (text(ADMIN_EMAIL).isEmpty()) {
            faults.add(ADMIN_EMAIL + ": is not set although the password is");
        }
        if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
            faults.add(
                    "%s: must have %d to %d characters"
                            .formatted(ADMIN_PASSWORD, SHORTEST_PASSWORD, LONGEST_PASSWORD));
        }
        return faults;
    }

    private String text(String name) {
        return property.apply(name).map(String::strip).orElse("");
    }
}
