package io.tenantry.access.token;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How somebody has shown who they are, in the words of RFC 8176, which tokens carry as {@code amr}.
 *
 * @param names as the claim lists them
 */
public record SignInMethods(Set<String> names) {
    static final String CLAIM = "amr";

    private static final String BY_PASSWORD = "pwd";
    private static final String BY_FACTOR = "otp";
    private static final String BETWEEN = " ";

    /** With their password alone. */
    public static final SignInMethods PASSWORD = new SignInMethods(Set.of(BY_PASSWORD));

    /** In a way that nobody wrote down. */
    public static final SignInMethods UNKNOWN = new SignInMethods(Set.of());

    public SignInMethods {
        names = Set.copyOf(names);
    }

    /** These, and a second factor. */
    public SignInMethods andFactor() {
        return new SignInMethods(
                Stream.concat(names.stream(), Stream.of(BY_FACTOR))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** These, but for the second factor. */
    public SignInMethods withoutFactor() {
        return new SignInMethods(
                names.stream()
                        .filter(name -> !name.equals(BY_FACTOR))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether a second factor was among them. */
    public boolean haveFactor() {
        return names.contains(BY_FACTOR);
    }

    /** The form in which a session keeps them. */
    String stored() {
        return String.join(BETWEEN, new TreeSet<>(names));
    }

    static SignInMethods ofStored(String stored) {
        return of(List.of(stored.split(BETWEEN, -1)));
    }

    private static SignInMethods of(Collection<String> names) {
        return new SignInMethods(
                names.stream().filter(name -> !name.isBlank()).collect(Collectors.toSet()));
    }
}
