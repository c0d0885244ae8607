package io.tenantry.provisioning.settings;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The values that a setting takes, and how they are written: as JSON scalars, which come as {@link
 * Boolean}, {@link Integer}, {@link Long} or {@link String}.
 */
public sealed interface SettingType<T> {
    /** The form that the API shows. */
    String code();

    /** The value that a scalar stands for; empty if the type does not take it. */
    Optional<T> read(Object scalar);

    /** The scalar that stands for a value. */
    Object write(T value);

    /** What it takes, as the end of a sentence that begins with the setting's name. */
    String allowed();

    /** On or off. */
    record Flag() implements SettingType<Boolean> {
        @Override
        public String code() {
            return "flag";
        }

        @Override
        public Optional<Boolean> read(Object scalar) {
            return scalar instanceof Boolean on ? Optional.of(on) : Optional.empty();
        }

        @Override
        public Object write(Boolean value) {
            return value;
        }

        @Override
        public String allowed() {
            return "is true or false";
        }
    }

    /**
     * A whole number.
     *
     * @param least the lowest value, zero and up
     * @param most the highest, from {@code least} on
     * @param orUnlimited whether {@value #UNLIMITED} is a value as well
     */
    record Range(long least, long most, boolean orUnlimited) implements SettingType<Limit> {
        /** How no limit is written. */
        public static final String UNLIMITED = "unlimited";

        /**
         * @throws IllegalArgumentException if there is no such range
         */
        public Range {
            if (least < 0 || most < least || most == Long.MAX_VALUE) {
                throw new IllegalArgumentException("a limit's range is from zero up");
            }
        }

        @Override
        public String code() {
            return "limit";
        }

        @Override
        public Optional<Limit> read(Object scalar) {
            return switch (scalar) {
                case Integer number -> inRange(number);
                case Long number -> inRange(number);
                case String text when orUnlimited && text.equals(UNLIMITED) ->
                        Optional.of(Limit.UNLIMITED);
                default -> Optional.empty();
            };
        }

        private Optional<Limit> inRange(long number) {
            return number >= least && number <= most
                    ? Optional.of(Limit.of(number))
                    : Optional.empty();
        }

        @Override
        public Object write(Limit value) {
            return value.isUnlimited() ? UNLIMITED : (Object) value.most();
        }

        @Override
        public String allowed() {
            return "is a whole number from %d to %d%s"
                    .formatted(least, most, orUnlimited ? ", or \"unlimited\"" : "");
        }
    }

    /**
     * One of some texts.
     *
     * @param texts at least one, none twice; each 1 to 60 letters, digits, dots, hyphens and
     *     underscores
     */
    record Choice(List<String> texts) implements SettingType<String> {
        private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9._-]{1,60}");

        /**
         * @throws IllegalArgumentException if the texts are not of the form above
         */
        public Choice {
            texts = List.copyOf(texts);
            boolean wellFormed = texts.stream().allMatch(text -> TEXT.matcher(text).matches());
            if (texts.isEmpty()
                    || !wellFormed
                    || texts.stream().distinct().count() < texts.size()) {
                throw new IllegalArgumentException("a choice is of well-formed, different texts");
            }
        }

        @Override
        public String code() {
            return "choice";
        }

        @Override
        public Optional<String> read(Object scalar) {
            return scalar instanceof String text && texts.contains(text)
                    ? Optional.of(text)
                    : Optional.empty();
        }

        @Override
        public Object write(String value) {
            return value;
        }

        @Override
        public String allowed() {
            return "is one of " + String.join(", ", texts);
        }
    }
}
