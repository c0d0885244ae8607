package io.tenantry.provisioning.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest extends ObjectStoreContract {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir Path folder;

    @Override
    ObjectStore store() {
        return new FolderStore(folder);
    }

    private FolderStore locking(Instant now) {
        return new FolderStore(folder, true, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Override
    int many() {
        return 20;
    }

    @Override
    void assertNothingUnfinished() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void aLockedObjectStaysUntilItsTimeHasCome() throws IOException {
        FolderStore store = locking(NOW);
        store.put("a/b", out -> out.write('x'));
        store.put("a/c", out -> out.write('x'));
        store.lock("a/b", NOW.plus(Duration.ofDays(1)));

        assertThatThrownBy(() -> store.delete("a/b")).isInstanceOf(ObjectLockedException.class);
        assertThatThrownBy(() -> store.put("a/b", out -> out.write('y')))
                .isInstanceOf(ObjectLockedException.class);
        assertThatThrownBy(() -> store.clear("a")).isInstanceOf(ObjectLockedException.class);
        assertThat(store.list("a")).containsExactly("a/b");

        locking(NOW.plus(Duration.ofDays(2))).clear("a");
        assertThat(store.list("a")).isEmpty();
    }

    @Test
    void aLockCanBeMadeLonger() throws IOException {
        FolderStore store = locking(NOW);
        store.put("a/b", out -> out.write('x'));
        store.lock("a/b", NOW.plus(Duration.ofDays(1)));

        store.lock("a/b", NOW.plus(Duration.ofDays(9)));

        assertThatThrownBy(() -> locking(NOW.plus(Duration.ofDays(2))).delete("a/b"))
                .isInstanceOf(ObjectLockedException.class);
    }

    @Test
    void aFolderThatCannotBeWrittenToIsAFailure() throws IOException {
        Path file = Files.createFile(folder.resolve("in-the-way"));
        FolderStore store = new FolderStore(file);

        assertThatThrownBy(() -> store.put("a/b", out -> out.write('x')))
                .isInstanceOf(IOException.class);
    }
}
