package io.tenantry.access.token;

/**
 * Where a session is used from, so that its owner recognises it.
 *
 * @param address of the client, without a port
 * @param client what the client calls itself, at most 200 characters, none of them a control
 */
public record SessionOrigin(String address, String client) {
    private static final int LONGEST = 200;

    public SessionOrigin {
        client = shortened(client.replaceAll("\\p{Cntrl}", " ").strip());
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST));
    }
}
