package io.tenantry.provisioning.changelog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A schema, object by object.
 *
 * @param fingerprint of all of it, 64 hex digits
 * @param parts the canonical definition of each object by its kind and name: {@code table designs}
 */
public record SchemaOutline(String fingerprint, Map<String, String> parts) {
    private static final int NAMED = 10;

    public SchemaOutline {
        parts = Map.copyOf(parts);
    }

    /**
     * What of this is not in another, and how it is: all that has to be looked at to tell them
     * apart, if it is tables and views only and nothing has gone.
     */
    Optional<Map<String, String>> changesSince(SchemaOutline before) {
        Map<String, String> changes = new TreeMap<>();
        parts.forEach((part, definition) -> {
            if (!definition.equals(before.parts.get(part))) {
                changes.put(part, definition);
            }
        });
        boolean enough =
                parts.keySet().containsAll(before.parts.keySet())
                        && changes.keySet().stream()
                                .allMatch(part ->
                                        part.startsWith("table ") || part.startsWith("view "));
        return enough ? Optional.of(changes) : Optional.empty();
    }

    /** In what this differs from what is expected, in words; the first few objects by name. */
    public String driftFrom(SchemaOutline expected) {
        List<String> drift = new ArrayList<>();
        TreeSet<String> all = new TreeSet<>(parts.keySet());
        all.addAll(expected.parts.keySet());
        for (String part : all) {
            String here = parts.get(part);
            String there = expected.parts.get(part);
            if (here == null) {
                drift.add(part + " is missing");
            } else if (there == null) {
                drift.add(part + " is not of the changelog");
            } else if (!here.equals(there)) {
                drift.add(part + " is another");
            }
        }
        String named = String.join(", ", drift.subList(0, Math.min(NAMED, drift.size())));
        return drift.size() <= NAMED
                ? named
                : "%s and %d more".formatted(named, drift.size() - NAMED);
    }
}
