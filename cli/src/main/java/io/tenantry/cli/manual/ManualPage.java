package io.tenantry.cli.manual;

import io.tenantry.cli.ExitCode;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of one command. */
final class ManualPage {
    private final CommandSpec spec;

    ManualPage(CommandLine command) {
        this.spec = command.getCommandSpec();
    }

    /** Its name: {@code tenantry-tenant-create}. */
    String name() {
        return spec.qualifiedName("-");
    }

    /** Itself. */
    String text() {
        Roff page = new Roff().head(name(), spec.root().name());
        String[] description = spec.usageMessage().description();
        page.section("NAME").line(name() + " - " + summary(description));
        page.section("SYNOPSIS").line(synopsis());
        page.section("DESCRIPTION");
        Arrays.stream(description).forEach(page::paragraph);
        commands(page);
        arguments(page);
        options(page);
        page.section("EXIT STATUS");
        Arrays.stream(ExitCode.values())
                .forEach(code -> page.item(String.valueOf(code.status()), code.meaning()));
        seeAlso(page);
        return page.toString();
    }

    /** The first sentence, as the end of one. */
    private static String summary(String[] description) {
        String first = description.length == 0 ? "" : description[0];
        return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
    }

    private String synopsis() {
        return new Help(spec, Help.defaultColorScheme(Ansi.OFF)).detailedSynopsis(0, null, false);
    }

    private void commands(Roff page) {
        if (!spec.subcommands().isEmpty()) {
            page.section("COMMANDS");
            // By name: the root has them in another order than its help.
            new TreeMap<>(spec.subcommands())
                    .forEach((name, command) ->
                            page.item(name, command.getCommandSpec().usageMessage().description()));
        }
    }

    private void arguments(Roff page) {
        List<PositionalParamSpec> arguments = spec.positionalParameters();
        if (!arguments.isEmpty()) {
            page.section("ARGUMENTS");
            arguments.forEach(argument -> page.item(argument.paramLabel(), described(argument)));
        }
    }

    private void options(Roff page) {
        page.section("OPTIONS");
        for (OptionSpec option : spec.options()) {
            String names = String.join(", ", option.names());
            boolean takesValue = option.arity().max() > 0;
            page.item(
                    takesValue ? "%s %s".formatted(names, option.paramLabel()) : names,
                    described(option));
        }
    }

    /** What an option means, with what picocli would fill in. */
    private static String[] described(ArgSpec argument) {
        @Nullable Iterable<String> candidates = argument.completionCandidates();
        String choice =
                candidates == null
                        ? ""
                        : StreamSupport.stream(candidates.spliterator(), false)
                                .collect(Collectors.joining(", "));
        String usual = argument.defaultValue() == null ? "" : argument.defaultValue();
        return Arrays.stream(argument.description())
                .map(line ->
                        line.replace("${COMPLETION-CANDIDATES}", choice)
                                .replace("${DEFAULT-VALUE}", usual))
                .toArray(String[]::new);
    }

    private void seeAlso(Roff page) {
        List<String> others =
                spec.parent() == null
                        ? new TreeMap<>(spec.subcommands())
                                .values().stream()
                                        .map(command -> new ManualPage(command).name())
                                        .toList()
                        : List.of(spec.parent().qualifiedName("-"));
        page.section("SEE ALSO")
                .line(others.stream().map("%s(1)"::formatted).collect(Collectors.joining(", ")));
    }
}
