package io.tenantry.onboarding;

import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.NameRule;
import io.tenantry.problem.Problem;
import io.tenantry.problem.ProblemException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The departments that an organisation is to begin with. People are put into them by a path, {@code
 * Design/Knitwear}, or by a name that only one of them has.
 */
final class WishedDepartments {
    static final WishedDepartments NONE = new WishedDepartments(List.of(), List.of());

    /** The most departments; more can be made later. */
    static final int MOST = 100;

    private static final int DEEPEST = 10;
    private static final int LONGEST_NAME = 120;
    private static final Pattern NAME = Pattern.compile(NameRule.PATTERN);
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private final List<DepartmentWish> tree;
    private final List<Wished> all;

    private WishedDepartments(List<DepartmentWish> tree, List<Wished> all) {
        this.tree = List.copyOf(tree);
        this.all = List.copyOf(all);
    }

    /**
     * One of them.
     *
     * @param path the names from the top on, with slashes between
     * @param parent the path of the one that it lies below, or null
     */
    record Wished(String path, String name, @Nullable String parent) {}

    /**
     * Takes a tree if nothing is wrong with it.
     *
     * @throws ProblemException {@code validation_failed} with a fault for each that is wrong
     */
    static WishedDepartments of(List<@Nullable DepartmentWish> tree) {
        Reading reading = new Reading();
        List<DepartmentWish> read = reading.read(tree, null, "/departments", 1);
        if (!reading.faults.isEmpty()) {
            throw new ProblemException(
                    ErrorCode.VALIDATION_FAILED,
                    "some departments cannot be made as they are",
                    "Correct what errors names. There are at most %d, %d levels deep."
                            .formatted(MOST, DEEPEST),
                    null,
                    null,
                    reading.faults);
        }
        return new WishedDepartments(read, reading.all);
    }

    /** As they lie below one another. */
    List<DepartmentWish> tree() {
        return tree;
    }

    /** All of them, those above before those below. */
    List<Wished> all() {
        return all;
    }

    /** The one that somebody calls so, by its path or its name; empty if there is not just one. */
    Optional<Wished> find(String called) {
        String wanted = called.strip();
        List<Wished> found = all.stream().filter(each -> each.path().equals(wanted)).toList();
        if (found.isEmpty()) {
            found = all.stream().filter(each -> each.name().equals(wanted)).toList();
        }
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** Reads a tree, and notes what is wrong. */
    private static final class Reading {
        private final List<Wished> all = new ArrayList<>();
        private final List<Problem.Fault> faults = new ArrayList<>();

        List<DepartmentWish> read(
                List<@Nullable DepartmentWish> beside,
                @Nullable String parent,
                String pointer,
                int level) {
            List<DepartmentWish> read = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (int i = 0; i < beside.size() && faults.size() < MOST; i++) {
                String at = pointer + "/" + i;
                DepartmentWish wish = beside.get(i);
                String name = wish == null || wish.name() == null ? "" : wish.name().strip();
                Optional<Problem.Fault> fault = fault(name, names, at, level);
                if (fault.isPresent() || wish == null) {
                    fault.ifPresent(faults::add);
                    continue;
                }
                String path = parent == null ? name : parent + "/" + name;
                all.add(new Wished(path, name, parent));
                List<@Nullable DepartmentWish> below = wish.departments();
                read.add(
                        new DepartmentWish(
                                name,
                                below == null
                                        ? null
                                        : List.copyOf(
                                                read(
                                                        below,
                                                        path,
                                                        at + "/departments",
                                                        level + 1))));
            }
            return read;
        }

        private Optional<Problem.Fault> fault(
                String name, Set<String> names, String at, int level) {
            if (all.size() >= MOST) {
                return fault(at, "limit_reached", "there are at most " + MOST);
            }
            if (level > DEEPEST) {
                return fault(at, "department_too_deep", "it lies too many levels deep");
            }
            if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
                return fault(
                        at + "/name",
                        "name_malformed",
                        "a name has 1 to %d characters and no control characters"
                                .formatted(LONGEST_NAME));
            }
            return names.add(compared(name))
                    ? Optional.empty()
                    : fault(
                            at + "/name",
                            "department_name_taken",
                            "another beside it has the name");
        }

        /** Databases take letters for the same that differ in case or accents. */
        private static String compared(String name) {
            String bare =
                    MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
            return bare.toLowerCase(Locale.ROOT);
        }

        private static Optional<Problem.Fault> fault(String at, String code, String detail) {
            return Optional.of(new Problem.Fault(at, null, code, detail, null));
        }
    }
}
