package io.tenantry.provisioning.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last link of a chain at some moment: whoever notes it elsewhere can tell later that nothing
 * before it was changed or removed.
 *
 * @param seq how many entries the chain had
 * @param hash 64 hexadecimal digits
 */
public record ChainHead(long seq, String hash) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18}):([0-9a-f]{64})");

    /** Reads the form that {@link #toString} writes. */
    public static Optional<ChainHead> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new ChainHead(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return seq + ":" + hash;
    }
}
