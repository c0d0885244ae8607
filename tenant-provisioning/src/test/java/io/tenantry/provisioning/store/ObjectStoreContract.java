package io.tenantry.provisioning.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store of objects does, whatever is below it. */
abstract class ObjectStoreContract {
    /** Below and above what a store may write at once. */
    private static final int LARGE = 2 * S3Upload.PART + 4711;

    /** An empty store. */
    abstract ObjectStore store() throws IOException;

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static void put(ObjectStore store, String name, String text) throws IOException {
        store.put(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(InputStream in) throws IOException {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 70_000, S3Upload.PART, LARGE})
    void whatIsWrittenIsRead(int length) throws IOException {
        ObjectStore store = store();
        byte[] bytes = random(length);

        store.put(
                "a/b-" + length,
                out -> {
                    for (int at = 0; at < length; at += 10_000) {
                        out.write(bytes, at, Math.min(10_000, length - at));
                    }
                });

        try (InputStream in = store.get("a/b-" + length)) {
            assertThat(Arrays.equals(in.readAllBytes(), bytes)).isTrue();
        }
    }

    @Test
    void anObjectIsWrittenAnew() throws IOException {
        ObjectStore store = store();
        put(store, "a/b", "before");

        put(store, "a/b", "after");

        assertThat(text(store.get("a/b"))).isEqualTo("after");
        assertThat(store.list("a")).containsExactly("a/b");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, LARGE})
    void whatFailsWhileItIsWrittenLeavesTheObjectAsItWas(int length) throws IOException {
        ObjectStore store = store();
        put(store, "a/there", "before");

        for (String name : List.of("a/there", "a/not-there")) {
            assertThatThrownBy(() ->
                            store.put(
                                    name,
                                    out -> {
                                        out.write(random(length));
                                        throw new IOException("at 90 %");
                                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessage("at 90 %");
        }

        assertThat(store.list("a")).containsExactly("a/there");
        assertThat(text(store.get("a/there"))).isEqualTo("before");
        assertNothingUnfinished();
    }

    /** Nothing is stored but what is listed. */
    abstract void assertNothingUnfinished() throws IOException;

    @Test
    void aPartIsReadAndEndsWhereTheObjectDoes() throws IOException {
        ObjectStore store = store();
        put(store, "a/b", "0123456789");

        assertThat(text(store.get("a/b", 3, 4))).isEqualTo("3456");
        assertThat(text(store.get("a/b", 0, 10))).isEqualTo("0123456789");
        assertThat(text(store.get("a/b", 8, 100))).isEqualTo("89");
        assertThat(text(store.get("a/b", 10, 1))).isEmpty();
    }

    @Test
    void readingMayStopEarly() throws IOException {
        ObjectStore store = store();
        store.put("a/b", out -> out.write(random(LARGE)));

        try (InputStream in = store.get("a/b")) {
            assertThat(in.readNBytes(3)).hasSize(3);
        }
    }

    @Test
    void whatIsNotThereIsSaidToBeMissing() throws IOException {
        ObjectStore store = store();

        assertThatThrownBy(() -> store.get("a/b")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> store.get("a/b", 0, 1)).isInstanceOf(NoSuchFileException.class);
        assertThat(store.list("a")).isEmpty();
        store.delete("a/b");
        store.clear("a");
    }

    /** More than the store tells or removes at once, if there is such a number. */
    abstract int many();

    @Test
    void manyAreListedInTheirOrderAndCleared() throws Exception {
        ObjectStore store = store();
        List<String> names =
                IntStream.range(0, many()).mapToObj("many/b/t%05d"::formatted).toList();
        try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
            for (Future<Void> written : writers.invokeAll(putting(store, names))) {
                written.get();
            }
        }
        put(store, "many/b-neighbour", "x");

        assertThat(store.list("many/b")).isEqualTo(names);
        assertThat(store.list("many")).hasSize(many() + 1);
        assertThat(store.list("man")).isEmpty();

        store.clear("many/b");

        assertThat(store.list("many")).containsExactly("many/b-neighbour");
    }

    private static List<Callable<Void>> putting(ObjectStore store, List<String> names) {
        return names.stream()
                .<Callable<Void>>map(name ->
                        () -> {
                            put(store, name, "x");
                            return null;
                        })
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a//b", "../a", "a/../b", "a b", "a\nb", ".a"})
    void whatIsNoNameIsRefused(String name) throws IOException {
        ObjectStore store = store();

        assertThatThrownBy(() -> put(store, name, "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
