package io.tenantry.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Whole folders: removed, and moved into place in one step. */
final class FileTrees {
    private FileTrees() {}

    /** Removes a folder and all below it, following no links; absent is well. */
    static void delete(Path root) {
        try {
            Files.walkFileTree(root, new Deletion());
        } catch (NoSuchFileException e) {
            // Already gone.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves a folder with nothing in it, whatever was there. */
    static void makeEmpty(Path folder) {
        delete(folder);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Renames a complete folder to its place, unless another process was first: then its work stays
     * and ours is removed.
     */
    static void publish(Path complete, Path place) {
        try {
            Files.move(complete, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // What a taken name is answered with depends on the system and on what lies there.
            if (!Files.isDirectory(place)) {
                throw new UncheckedIOException(e);
            }
            delete(complete);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
