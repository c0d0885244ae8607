package io.tenantry.provisioning.controlplane;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * How the control plane's schema stands to the changelog of this release. Told by the names of the
 * changelog's files, without Liquibase: asking takes milliseconds and changes nothing.
 *
 * @param missing files of this release that have not run there
 * @param refused likewise, of changes that the server may refuse, such as triggers that its account
 *     may not make: everything works without them
 * @param unknown files that have run there and that this release does not have: a newer one made it
 */
public record SchemaState(List<String> missing, List<String> refused, List<String> unknown) {
    private static final Pattern INCLUDED = Pattern.compile("file:\\s*([\\w./-]+)");

    public SchemaState {
        missing = List.copyOf(missing);
        refused = List.copyOf(refused);
        unknown = List.copyOf(unknown);
    }

    static SchemaState of(Handle handle, String changelog) {
        Set<String> carried = new TreeSet<>(carried(changelog));
        Set<String> ran =
                new TreeSet<>(
                        handle
                                .createQuery("SELECT DISTINCT FILENAME FROM DATABASECHANGELOG")
                                .mapTo(String.class)
                                .stream()
                                .map(file -> file.substring(file.lastIndexOf('/') + 1))
                                .toList());
        String folder = changelog.substring(0, changelog.lastIndexOf('/') + 1);
        Map<Boolean, List<String>> absent =
                carried.stream()
                        .filter(file -> !ran.contains(file))
                        .collect(Collectors.partitioningBy(file -> mayBeRefused(folder + file)));
        return new SchemaState(
                absent.getOrDefault(false, List.of()),
                absent.getOrDefault(true, List.of()),
                ran.stream().filter(file -> !carried.contains(file)).toList());
    }

    private static boolean mayBeRefused(String file) {
        return text(file)
                .lines()
                .filter(line -> line.startsWith("--changeset"))
                .allMatch(line -> line.contains("failOnError:false"));
    }

    private static List<String> carried(String changelog) {
        return INCLUDED.matcher(text(changelog)).results().map(SchemaState::name).toList();
    }

    private static String text(String resource) {
        try (InputStream in =
                Objects.requireNonNull(
                        SchemaState.class.getClassLoader().getResourceAsStream(resource),
                        resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(MatchResult included) {
        String file = included.group(1);
        return file.substring(file.lastIndexOf('/') + 1);
    }
}
