package io.tenantry.onboarding;

import io.tenantry.routing.TenantSlug;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** Slugs like one that cannot be had. */
final class SlugSuggestions {
    private static final List<String> ENDINGS =
            List.of("", "-team", "-group", "-hq", "-2", "-3", "-online");
    private static final int LONGEST_STEM = 33;
    private static final int MOST_READ = 200;

    private SlugSuggestions() {}

    /** Well-formed ones, the likest first, without the slug itself; none if nothing is like it. */
    static List<String> beside(String typed) {
        String stem = stem(typed.substring(0, Math.min(typed.length(), MOST_READ)));
        return stem.isEmpty()
                ? List.of()
                : ENDINGS.stream()
                        .map(ending -> stem + ending)
                        .flatMap(each -> TenantSlug.parse(each).stream())
                        .map(TenantSlug::value)
                        .filter(each -> !each.equals(typed))
                        .toList();
    }

    private static String stem(String typed) {
        String plain =
                Normalizer.normalize(typed, Normalizer.Form.NFKD)
                        .replaceAll("\\p{M}+", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^[-0-9]+", "");
        return plain.substring(0, Math.min(plain.length(), LONGEST_STEM)).replaceAll("-+$", "");
    }
}
