package io.tenantry.provisioning.journal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The steps that this process can run of one kind of operation, by name.
 *
 * @param <I> the operation's input
 */
public final class NamedSteps<I> {
    private final Map<String, Step<I>> byName;

    private NamedSteps(Stream<Step<I>> steps) {
        byName = steps.collect(Collectors.toUnmodifiableMap(Step::name, Function.identity()));
    }

    /**
     * Knows these steps.
     *
     * @throws IllegalStateException if two have the same name
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <I> NamedSteps<I> of(Step<I>... steps) {
        return new NamedSteps<>(Stream.of(steps));
    }

    /**
     * These steps, and others that were contributed.
     *
     * @throws IllegalStateException if two have the same name
     */
    public NamedSteps<I> and(List<Step<I>> others) {
        return new NamedSteps<>(Stream.concat(byName.values().stream(), others.stream()));
    }

    /** The step of that name. */
    public Optional<Step<I>> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
