package io.tenantry.console;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of the console.
 *
 * @param mediaType as the header Content-Type names it
 * @param tag what the contents are known by
 * @param contents by how they are encoded, the shortest first; as they are under {@link #PLAIN}
 */
record ConsoleFile(String mediaType, String tag, Map<String, Buffer> contents) {
    static final String PLAIN = "identity";

    /** How the build may have compressed a file beside it, by the ends of names. */
    private static final Map<String, String> BESIDE = Map.of("br", ".br", "gzip", ".gz");

    private static final List<String> SHORTEST_FIRST = List.of("br", "gzip");
    private static final int WORTH_IT = 1024;
    private static final int TAG_BYTES = 12;
    private static final String OTHER = "application/octet-stream";

    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("js", "text/javascript; charset=utf-8"),
                    Map.entry("css", "text/css; charset=utf-8"),
                    Map.entry("txt", "text/plain; charset=utf-8"),
                    Map.entry("html", "text/html; charset=utf-8"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("json", "application/json"),
                    Map.entry("map", "application/json"),
                    Map.entry("webmanifest", "application/manifest+json"),
                    Map.entry("png", "image/png"),
                    Map.entry("jpg", "image/jpeg"),
                    Map.entry("webp", "image/webp"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("woff2", "font/woff2"));

    /** Whether a file is the compressed form of another one. */
    static boolean isBesideAnother(Path file) {
        return BESIDE.values().stream().anyMatch(file.toString()::endsWith);
    }

    static ConsoleFile read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String type = type(file.getFileName().toString());
        Map<String, Buffer> contents = new LinkedHashMap<>();
        for (String encoding : SHORTEST_FIRST) {
            byte[] compressed = compressed(encoding, file, type, bytes);
            if (compressed != null && compressed.length < bytes.length) {
                contents.put(encoding, Buffer.buffer(compressed));
            }
        }
        contents.put(PLAIN, Buffer.buffer(bytes));
        return new ConsoleFile(type, tag(bytes), contents);
    }

    private static byte @Nullable [] compressed(
            String encoding, Path file, String type, byte[] bytes) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + BESIDE.getOrDefault(encoding, ""));
        if (Files.exists(beside)) {
            return Files.readAllBytes(beside);
        }
        return encoding.equals("gzip") && isText(type) && bytes.length >= WORTH_IT
                ? gzip(bytes)
                : null;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 3);
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }

    private static boolean isText(String type) {
        return type.startsWith("text/") || type.endsWith("json") || type.endsWith("xml");
    }

    private static String type(String name) {
        String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(end, OTHER);
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** The first of its encodings that a client takes. */
    String encoding(@Nullable String accepted) {
        return contents.keySet().stream()
                .filter(encoding -> encoding.equals(PLAIN) || isAccepted(encoding, accepted))
                .findFirst()
                .orElse(PLAIN);
    }

    private static boolean isAccepted(String encoding, @Nullable String accepted) {
        if (accepted == null) {
            return false;
        }
        for (String each : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = each.split(";", -1);
            if (parts[0].strip().equals(encoding)) {
                return parts.length == 1 || !parts[1].strip().matches("q=0(\\.0*)?");
            }
        }
        return false;
    }

    /** As the header ETag names the contents in an encoding. */
    String tag(String encoding) {
        return '"' + tag + (encoding.equals(PLAIN) ? "" : "-" + encoding) + '"';
    }
}
