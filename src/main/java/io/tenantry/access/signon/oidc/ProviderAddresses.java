package io.tenantry.access.signon.oidc;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where requests to providers may go. An enterprise names its provider, and must not have this
 * service ask machines that only the service reaches. What a name leads to is looked up here, and
 * the request goes to the address that was looked at: a name that leads elsewhere a moment later
 * leads nowhere.
 */
@Singleton
public class ProviderAddresses {
    private static final int LONGEST = 500;
    private static final int IPV4_BYTES = 4;

    private final boolean privateOnes;

    @Inject
    ProviderAddresses(OidcConfig config) {
        this(config.privateAddresses());
    }

    ProviderAddresses(boolean privateOnes) {
        this.privateOnes = privateOnes;
    }

    /**
     * Reads an address of a provider.
     *
     * @throws ProviderException {@code DESCRIPTION_INCOMPLETE} if it is none that may be used
     */
    public URI demandUsable(@Nullable String text, String what) {
        URI uri = parse(text);
        if (uri == null
                || uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawFragment() != null
                || !(isTls(uri) || isLocalTest(uri))) {
            throw new ProviderException(
                    ProviderFault.DESCRIPTION_INCOMPLETE,
                    "%s is not an https address".formatted(what));
        }
        return uri;
    }

    private static @Nullable URI parse(@Nullable String text) {
        if (text == null || text.length() > LONGEST) {
            return null;
        }
        try {
            return URI.create(text);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    static boolean isTls(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    private boolean isLocalTest(URI uri) {
        return privateOnes
                && "http".equalsIgnoreCase(uri.getScheme())
                && uri.getHost() != null
                && uri.getHost().matches("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    }

    /**
     * The address that a request goes to. Looking a name up may block for long.
     *
     * @throws ProviderException {@code UNREACHABLE} or {@code ADDRESS_FORBIDDEN}
     */
    InetAddress lookUp(URI uri) {
        InetAddress[] found;
        try {
            found = InetAddress.getAllByName(uri.getHost());
        } catch (UnknownHostException unknown) {
            throw new ProviderException(
                    ProviderFault.UNREACHABLE,
                    "the name %s leads to no address".formatted(uri.getHost()),
                    unknown);
        }
        // Of a name that leads to both kinds neither is used: nobody sets that up in good faith.
        if (!privateOnes && !Arrays.stream(found).allMatch(ProviderAddresses::isPublic)) {
            throw new ProviderException(
                    ProviderFault.ADDRESS_FORBIDDEN,
                    "the name %s leads into a private network".formatted(uri.getHost()));
        }
        return found[0];
    }

    /** Whether everybody reaches the same machine by it. */
    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return switch (address) {
            case Inet4Address four -> isPublic(four.getAddress());
            case Inet6Address six -> isPublicV6(six.getAddress());
            default -> false;
        };
    }

    /** Of those that the platform does not know: RFC 6890 and what has been added to it. */
    private static boolean isPublic(byte[] four) {
        int first = four[0] & 0xff;
        int second = four[1] & 0xff;
        int third = four[2] & 0xff;
        boolean shared = first == 100 && second >= 64 && second < 128;
        boolean special = first == 192 && second == 0 && (third == 0 || third == 2);
        boolean benchmark = first == 198 && (second == 18 || second == 19);
        boolean example =
                (first == 198 && second == 51 && third == 100)
                        || (first == 203 && second == 0 && third == 113);
        return first != 0 && first < 240 && !shared && !special && !benchmark && !example;
    }

    // Only 2000::/3 is given out. Within it 6to4 and Teredo wrap addresses of the older kind.
    private static boolean isPublicV6(byte[] six) {
        boolean global = (six[0] & 0xe0) == 0x20;
        boolean sixToFour = six[0] == 0x20 && six[1] == 0x02;
        boolean special = six[0] == 0x20 && six[1] == 0x01 && (six[2] & 0xfe) == 0;
        boolean example =
                six[0] == 0x20 && six[1] == 0x01 && six[2] == 0x0d && six[3] == (byte) 0xb8;
        return global && !sixToFour && !special && !example && six.length > IPV4_BYTES;
    }
}
