package io.tenantry.provisioning.password;

import java.util.List;
import java.util.stream.Stream;

/** Runs of neighbouring keys, and of letters and digits in their order, in both directions. */
final class KeyboardRuns {
    private static final List<String> LINES =
            Stream.of(
                            "abcdefghijklmnopqrstuvwxyz",
                            "01234567890",
                            "!@#$%^&*()_+",
                            "qwertyuiop[]",
                            "asdfghjkl;'",
                            "zxcvbnm,./",
                            "qwertzuiop",
                            "yxcvbnm",
                            "azertyuiop",
                            "qsdfghjklm",
                            "wxcvbn",
                            "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/")
                    .flatMap(line -> Stream.of(line, new StringBuilder(line).reverse().toString()))
                    .toList();

    /** A shorter one happens in words. */
    private static final int SHORTEST = 4;

    /** What else a password needs to be more than runs. */
    private static final int ENOUGH_ELSE = 4;

    private KeyboardRuns() {}

    /** Whether a text, in lower case, is made of runs and next to nothing else. */
    static boolean make(String text) {
        int other = 0;
        for (int at = 0; at < text.length(); ) {
            int run = longestAt(text, at);
            if (run >= SHORTEST) {
                at += run;
            } else {
                at++;
                other++;
            }
        }
        return other < ENOUGH_ELSE;
    }

    private static int longestAt(String text, int at) {
        int longest = 0;
        for (String line : LINES) {
            for (int from = line.indexOf(text.charAt(at));
                    from >= 0;
                    from = line.indexOf(text.charAt(at), from + 1)) {
                longest = Math.max(longest, common(text, at, line, from));
            }
        }
        return longest;
    }

    private static int common(String text, int at, String line, int from) {
        int length = 0;
        while (at + length < text.length()
                && from + length < line.length()
                && text.charAt(at + length) == line.charAt(from + length)) {
            length++;
        }
        return length;
    }
}
