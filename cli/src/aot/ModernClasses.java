import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Brings the classes of a jar to a form that the JVM can link beforehand. picocli is compiled for
 * Java 5, whose classes the cache leaves out; the same code with stack maps is taken in.
 */
final class ModernClasses {
    private static final int OLDEST_LINKABLE = ClassFile.JAVA_6_VERSION;
    private static final int MODERN = ClassFile.JAVA_8_VERSION;

    private ModernClasses() {}

    static void upgrade(Path jar) throws IOException {
        if (!hasOldClasses(jar)) {
            return;
        }
        Path modern = jar.resolveSibling(jar.getFileName() + ".modern");
        try (JarFile old = new JarFile(jar.toFile());
                URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
                OutputStream file = Files.newOutputStream(modern);
                ZipOutputStream out = new ZipOutputStream(file)) {
            ClassFile classFile =
                    ClassFile.of(
                            StackMapsOption.GENERATE_STACK_MAPS,
                            ClassFile.ClassHierarchyResolverOption.of(
                                    ClassHierarchyResolver.ofResourceParsing(loader)));
            for (Enumeration<JarEntry> entries = old.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                byte[] bytes = old.getInputStream(entry).readAllBytes();
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTime(entry.getTime());
                out.putNextEntry(copy);
                out.write(isOld(entry, bytes) ? upgraded(classFile, bytes) : bytes);
                out.closeEntry();
            }
        }
        Files.move(modern, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] upgraded(ClassFile classFile, byte[] bytes) {
        ClassModel old = classFile.parse(bytes);
        // Instruction by instruction: a method that is taken over whole keeps its lack of maps.
        MethodTransform anew = MethodTransform.transformingCode(CodeTransform.ACCEPT_ALL);
        return classFile.build(
                old.thisClass().asSymbol(),
                builder -> {
                    builder.withVersion(MODERN, 0);
                    for (ClassElement element : old) {
                        switch (element) {
                            case ClassFileVersion _ -> {}
                            case MethodModel method -> builder.transformMethod(method, anew);
                            default -> builder.with(element);
                        }
                    }
                });
    }

    private static boolean hasOldClasses(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (isOld(entry, file.getInputStream(entry).readNBytes(8))) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean isOld(JarEntry entry, byte[] bytes) {
        return entry.getName().endsWith(".class")
                && bytes.length >= 8
                && ((bytes[6] & 0xff) << 8 | (bytes[7] & 0xff)) < OLDEST_LINKABLE;
    }
}
