package io.tenantry.access.department;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the departments of a tenant lie under one another. */
final class DepartmentTree {
    /** The most levels. */
    static final int DEEPEST = 10;

    /** The most departments. */
    static final int MOST = 1000;

    private final Map<String, Optional<String>> parents;

    /**
     * @param parents of every department by its id; empty for those at the top
     */
    DepartmentTree(Map<String, Optional<String>> parents) {
        this.parents = new HashMap<>(parents);
    }

    int size() {
        return parents.size();
    }

    boolean has(String id) {
        return parents.containsKey(id);
    }

    Optional<String> parent(String id) {
        return parents.getOrDefault(id, Optional.empty());
    }

    /** Whether a department is another one, or lies below it at whatever depth. */
    boolean isWithin(String id, String top) {
        Optional<String> at = Optional.of(id);
        for (int level = 0; at.isPresent() && level <= size(); level++) {
            if (at.get().equals(top)) {
                return true;
            }
            at = parent(at.get());
        }
        return false;
    }

    boolean hasBelow(String id) {
        return parents.values().stream().anyMatch(parent -> parent.filter(id::equals).isPresent());
    }

    /** On which level a department lies: 1 at the top, 0 for null. */
    int level(@Nullable String id) {
        int level = 0;
        Optional<String> at = Optional.ofNullable(id);
        while (at.isPresent() && level <= size()) {
            level++;
            at = parent(at.get());
        }
        return level;
    }

    /** How many levels a department and those below it take: 1 if there are none below. */
    int height(String id) {
        int own = level(id);
        return parents.keySet().stream()
                .filter(each -> isWithin(each, id))
                .mapToInt(each -> level(each) - own + 1)
                .max()
                .orElse(0);
    }
}
