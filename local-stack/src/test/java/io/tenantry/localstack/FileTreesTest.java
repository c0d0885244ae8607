package io.tenantry.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreesTest {
    @TempDir Path folder;

    @Test
    void firstToPublishWinsAndTheOthersWorkIsRemoved() throws IOException {
        Path place = folder.resolve("place");
        Path first = filled("first");
        Path second = filled("second");

        FileTrees.publish(first, place);
        FileTrees.publish(second, place);

        assertThat(place.resolve("name")).hasContent("first");
        assertThat(first).doesNotExist();
        assertThat(second).doesNotExist();
    }

    @Test
    void placeThatCannotBeHadIsAnError() throws IOException {
        Path complete = filled("complete");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> FileTrees.publish(complete, folder.resolve("none/place")));
        assertThat(complete).exists();
    }

    @Test
    void deletionFollowsNoLinks() throws IOException {
        Path outside = filled("outside");
        Path tree = Files.createDirectory(folder.resolve("tree"));
        Files.createSymbolicLink(tree.resolve("link"), outside);

        FileTrees.delete(tree);
        FileTrees.delete(tree);

        assertThat(tree).doesNotExist();
        assertThat(outside.resolve("name")).exists();
    }

    private Path filled(String name) throws IOException {
        Path made = Files.createDirectory(folder.resolve(name));
        Files.writeString(made.resolve("name"), name);
        return made;
    }
}
