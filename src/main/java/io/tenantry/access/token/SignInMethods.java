package io.tenantry.access.token;

import jakarta.json.JsonString;
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
    public static final String CLAIM = "amr";

    private static final String BY_PASSWORD = "pwd";
    private static final String BY_FACTOR = "otp";

    /** Not a word of the RFC, but of other services that rely on providers. */
    private static final String BY_SIGN_ON = "fed";

    private static final String BY_FACTOR_ELSEWHERE = "mfa";
    private static final String BETWEEN = " ";

    /** With their password alone. */
    public static final SignInMethods PASSWORD = new SignInMethods(Set.of(BY_PASSWORD));

    /** By the word of the identity provider of an organisation. */
    public static final SignInMethods SIGN_ON = new SignInMethods(Set.of(BY_SIGN_ON));

    /** In a way that nobody wrote down. */
    public static final SignInMethods UNKNOWN = new SignInMethods(Set.of());

    public SignInMethods {
        names = Set.copyOf(names);
    }

    /** These, and a second factor. */
    public SignInMethods andFactor() {
        return and(BY_FACTOR);
    }

    /** These, and a second factor that an identity provider says it was shown. */
    public SignInMethods andFactorElsewhere() {
        return and(BY_FACTOR_ELSEWHERE);
    }

    /** These, and the word of an identity provider. */
    public SignInMethods andSignOn() {
        return and(BY_SIGN_ON);
    }

    private SignInMethods and(String name) {
        return new SignInMethods(
                Stream.concat(names.stream(), Stream.of(name))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether the word of an identity provider was among them. */
    public boolean haveSignOn() {
        return names.contains(BY_SIGN_ON);
    }

    /** Whether a claim of a token, as a list of names, has the word of an identity provider. */
    public static boolean haveSignOn(Collection<?> claimed) {
        // What is in a list has become JSON.
        return claimed.stream()
                .map(each -> each instanceof JsonString json ? json.getString() : each.toString())
                .anyMatch(BY_SIGN_ON::equals);
    }

    /** These, but for the second factor that this service has asked for. */
    public SignInMethods withoutFactor() {
        return new SignInMethods(
                names.stream()
                        .filter(name -> !name.equals(BY_FACTOR))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether a second factor was among them. */
    public boolean haveFactor() {
        return names.contains(BY_FACTOR) || names.contains(BY_FACTOR_ELSEWHERE);
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
