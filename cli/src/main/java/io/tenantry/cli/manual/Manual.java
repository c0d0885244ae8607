package io.tenantry.cli.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine;

/** The manual: a page a command. */
public final class Manual {
    private final CommandLine root;

    /**
     * @param root the command line with all its commands
     */
    public Manual(CommandLine root) {
        this.root = root;
    }

    /** All pages by their names, such as {@code tenantry-tenant-create}. */
    public Map<String, String> pages() {
        Map<String, String> pages = new TreeMap<>();
        collect(root, pages);
        return pages;
    }

    private static void collect(CommandLine command, Map<String, String> pages) {
        ManualPage page = new ManualPage(command);
        pages.put(page.name(), page.text());
        command.getSubcommands().values().forEach(each -> collect(each, pages));
    }

    /** The page of a command, named as it is typed; empty if there is none. */
    public Optional<String> page(List<String> words) {
        CommandLine command = root;
        for (String word : words) {
            CommandLine next = command.getSubcommands().get(word);
            if (next == null) {
                return Optional.empty();
            }
            command = next;
        }
        return Optional.of(new ManualPage(command).text());
    }

    /** Writes all pages into {@code man1} below a folder, where {@code man -M} finds them. */
    public void write(Path folder) throws IOException {
        Path section = Files.createDirectories(folder.resolve("man1"));
        for (Map.Entry<String, String> page : pages().entrySet()) {
            Files.writeString(section.resolve(page.getKey() + ".1"), page.getValue());
        }
    }
}
