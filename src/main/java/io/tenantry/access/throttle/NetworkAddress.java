package io.tenantry.access.throttle;

import io.netty.util.NetUtil;
import java.util.HexFormat;

/** Groups addresses by who is likely to hold them. */
final class NetworkAddress {
    /** The part of an IPv6 address that a household or a host is given: 64 bits. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private NetworkAddress() {}

    /**
     * An IPv4 address as it is; of an IPv6 address its network, since one host has 2^64 of them.
     */
    static String group(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null || bytes.length != 16) {
            return address;
        }
        return HexFormat.of().formatHex(bytes, 0, IPV6_NETWORK_BYTES) + "/64";
    }
}
